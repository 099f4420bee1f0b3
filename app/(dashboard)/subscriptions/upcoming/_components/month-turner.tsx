import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { monthTitle } from "./day-words";
import { LinkPending } from "./link-pending";

/** The month that is shown, and the ones around it; null: there is no other. */
export function MonthTurner({
  month,
  hrefs,
}: {
  month: string;
  hrefs: { readonly before: string | null; readonly after: string | null; readonly now: string };
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Turn href={hrefs.before} label="Month before">
        <ChevronLeft aria-hidden />
      </Turn>
      <h2 aria-live="polite" className="min-w-40 text-center font-semibold text-base">
        {monthTitle(month)}
      </h2>
      <Turn href={hrefs.after} label="Month after">
        <ChevronRight aria-hidden />
      </Turn>
      <ButtonLink href={hrefs.now} size="sm" prefetch={false}>
        This month
        <LinkPending />
      </ButtonLink>
    </div>
  );
}

function Turn({
  href,
  label,
  children,
}: {
  href: string | null;
  label: string;
  children: ReactNode;
}) {
  if (href === null) return <span className="size-8 pointer-coarse:size-11" />;
  return (
    <ButtonLink href={href} size="icon" variant="ghost" aria-label={label} prefetch={false}>
      {children}
      <LinkPending />
    </ButtonLink>
  );
}
