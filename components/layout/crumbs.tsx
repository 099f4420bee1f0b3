"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";

const NamesContext = createContext<ReadonlyMap<string, string>>(new Map());
const NameContext = createContext<((segment: string, label: string) => void) | undefined>(
  undefined,
);

/** Holds the names that pages give to parts of their path. */
export function CrumbProvider({ children }: { children: ReactNode }) {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const name = useCallback(
    (segment: string, label: string) => setNames((all) => new Map(all).set(segment, label)),
    [],
  );
  return (
    <NameContext value={name}>
      <NamesContext value={names}>{children}</NamesContext>
    </NameContext>
  );
}

/** Names a part of the path in the breadcrumbs: `<CrumbName segment={customer.id} label={customer.name} />`. */
export function CrumbName({ segment, label }: { segment: string; label: string }) {
  const name = useContext(NameContext);
  useEffect(() => name?.(segment, label), [name, segment, label]);
  return null;
}

/**
 * Where one is, read off the path: places by their labels, records by their `CrumbName`.
 * `Frame` shows it; pages do not.
 */
export function Crumbs({ labels }: { labels: Readonly<Record<string, string>> }) {
  const pathname = usePathname();
  const names = useContext(NamesContext);
  const segments = pathname.split("/").filter(Boolean);
  const crumbs = segments.map((segment, place) => {
    const href = `/${segments.slice(0, place + 1).join("/")}`;
    return { href, label: labels[href] ?? names.get(segment) ?? inWords(segment) };
  });
  if (crumbs.length === 0) crumbs.push({ href: "/", label: labels["/"] ?? "Overview" });

  return (
    <nav aria-label="Breadcrumbs" className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {crumbs.map(({ href, label }, place) => (
          <li key={href} className="flex min-w-0 items-center gap-1 max-md:not-last:hidden">
            {place > 0 && (
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-muted max-md:hidden" />
            )}
            {place === crumbs.length - 1 ? (
              <span aria-current="page" className="truncate font-medium">
                {label}
              </span>
            ) : (
              <Link
                href={href}
                prefetch={false}
                className="truncate rounded-sm text-muted hover:text-ink"
              >
                {label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A record's id says nothing to people: until its name comes, an ellipsis stands there. */
const inWords = (segment: string) =>
  segment.includes("_")
    ? "…"
    : segment.charAt(0).toUpperCase() + segment.slice(1).replaceAll("-", " ");
