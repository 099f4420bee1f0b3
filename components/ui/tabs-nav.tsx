"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Tab = { href: string; label: string; count?: ReactNode };

/** The parts of one record, each a page of its own: `<TabsNav label="Customer" tabs={[{ href, label }]} />`. */
export function TabsNav({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto border-b px-4 md:mx-0 md:px-0">
      {/* As wide as its tabs, so that the last one keeps its distance from the edge. */}
      <ul className="flex w-max min-w-full gap-5">
        {tabs.map(({ href, label, count }) => {
          const isPage = pathname === href;
          const isCurrent = isPage || isPartOf(href, pathname, tabs);
          return (
            <li key={href} className="shrink-0">
              <Link
                ref={isCurrent ? bringIntoSight : null}
                href={href}
                prefetch={false}
                aria-current={isPage ? "page" : isCurrent || undefined}
                className={classNames(
                  "-mb-px flex h-10 items-center gap-1.5 border-transparent border-b-2 text-muted text-sm hover:text-ink focus-visible:-outline-offset-2",
                  isCurrent && "border-accent font-medium text-ink",
                )}
              >
                {label}
                {count !== undefined && (
                  <span className="numerals text-muted text-xs">{count}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** On a narrow screen not all tabs are in sight: the current one is brought there, the page stays. */
function bringIntoSight(tab: HTMLElement | null): void {
  const strip = tab?.closest("nav");
  if (!tab || !strip) return;
  const { left, width } = tab.getBoundingClientRect();
  const { left: start, width: room } = strip.getBoundingClientRect();
  strip.scrollLeft += left - start - (room - width) / 2;
}

/** A tab that holds the others in its path, as an overview does, stands for its own page alone. */
const isPartOf = (href: string, pathname: string, tabs: readonly Tab[]) =>
  pathname.startsWith(`${href}/`) && !tabs.some((tab) => tab.href.startsWith(`${href}/`));
