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
      <ul className="flex gap-5">
        {tabs.map(({ href, label, count }) => {
          const isCurrent = pathname === href;
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                prefetch={false}
                aria-current={isCurrent ? "page" : undefined}
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
