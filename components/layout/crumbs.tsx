"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { pageStore, usePageStore } from "./page-store";

function nameStore() {
  const store = pageStore<ReadonlyMap<string, string>>(new Map());
  return {
    ...store,
    name: (segment: string, label: string) => store.set(new Map(store.read()).set(segment, label)),
  };
}

const Names = createContext<ReturnType<typeof nameStore>>(nameStore());

/** Holds the names that pages give to parts of their path. */
export function CrumbProvider({ children }: { children: ReactNode }) {
  const [store] = useState(nameStore);
  return <Names value={store}>{children}</Names>;
}

/** Names a part of the path in the breadcrumbs: `<CrumbName segment={customer.id} label={customer.name} />`. */
export function CrumbName({ segment, label }: { segment: string; label: string }) {
  const { name } = useContext(Names);
  useEffect(() => name(segment, label), [name, segment, label]);
  return null;
}

/**
 * Where one is, read off the path: places by their labels, records by their `CrumbName`.
 * `Frame` shows it; pages do not.
 */
export function Crumbs({ labels }: { labels: Readonly<Record<string, string>> }) {
  const pathname = usePathname();
  const names = usePageStore(useContext(Names));
  const segments = pathname.split("/").filter(Boolean);
  const crumbs = segments.map((segment, place) => {
    const href = `/${segments.slice(0, place + 1).join("/")}`;
    const label = labels[href] ?? names.get(segment) ?? inWords(segment);
    // A group of places has no page of its own.
    return { href, label, isPage: place > 0 || href in labels };
  });
  if (crumbs.length === 0) {
    crumbs.push({ href: "/", label: labels["/"] ?? "Overview", isPage: true });
  }

  return (
    <nav aria-label="Breadcrumbs" className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {crumbs.map(({ href, label, isPage }, place) => (
          <li key={href} className="flex min-w-0 items-center gap-1 max-md:not-last:hidden">
            {place > 0 && (
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-muted max-md:hidden" />
            )}
            <Crumb href={href} isLast={place === crumbs.length - 1} isPage={isPage}>
              {label}
            </Crumb>
          </li>
        ))}
      </ol>
    </nav>
  );
}

type CrumbProps = { href: string; isLast: boolean; isPage: boolean; children: ReactNode };

function Crumb({ href, isLast, isPage, children }: CrumbProps) {
  if (isLast) {
    return (
      <span aria-current="page" className="truncate font-medium">
        {children}
      </span>
    );
  }
  if (!isPage) return <span className="truncate text-muted">{children}</span>;
  return (
    <Link href={href} prefetch={false} className="truncate rounded-sm text-muted hover:text-ink">
      {children}
    </Link>
  );
}

/** A record's id says nothing to people: until its name comes, an ellipsis stands there. */
function inWords(segment: string): string {
  if (segment.includes("_")) return "…";
  if (segment === "add-ons") return "Add-ons";
  return segment.charAt(0).toUpperCase() + segment.slice(1).replaceAll("-", " ");
}
