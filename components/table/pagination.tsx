"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { useHref } from "./use-href";

/**
 * The foot of a list, by cursor: `<Pagination count={`${rows.length} customers`} next={page.next} previous={page.previous} />`.
 * The cursors become `after=` and `before=` of the URL.
 */
export function Pagination({
  count,
  next,
  previous,
}: {
  count?: ReactNode;
  next?: string | null | undefined;
  previous?: string | null | undefined;
}) {
  const { href, params } = useHref();
  // Whoever came by a shared link has no page before it by cursor, but always the first one.
  const back = previous
    ? href({ before: previous })
    : params.has("after") || params.has("before")
      ? href({})
      : undefined;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 border-t px-4 py-2">
      <p className="numerals text-muted text-xs">{count}</p>
      <div className="flex gap-1">
        <Step href={back} label={previous || !back ? "Previous" : "First page"}>
          <ChevronLeft aria-hidden />
        </Step>
        <Step href={next ? href({ after: next }) : undefined} label="Next">
          <ChevronRight aria-hidden />
        </Step>
      </div>
    </nav>
  );
}

function Step({
  href,
  label,
  children,
}: {
  href: string | undefined;
  label: string;
  children: ReactNode;
}) {
  const look = buttonLook({ variant: "ghost", size: "sm" });
  if (!href) {
    return (
      <span aria-disabled className={classNames(look, "opacity-55 hover:bg-transparent")}>
        {children}
        {label}
      </span>
    );
  }
  return (
    <Link href={href} prefetch={false} className={look}>
      {children}
      {label}
    </Link>
  );
}
