"use client";

import type { DraftIssue } from "@/lib/catalog/schema/plan";
import { type SectionId, sectionOf, sectionsOf } from "./sections";

/** The parts of the draft, each with how much of it is still missing. */
export function DraftOutline({
  kind,
  issues,
  sectionOfCharge,
}: {
  kind: "PLAN" | "ADD_ON";
  issues: readonly DraftIssue[];
  /** In which section the charge at this place stands. */
  sectionOfCharge: (index: number) => SectionId;
}) {
  const missing = new Map<SectionId, number>();
  for (const { path } of issues) {
    const section = sectionOf(path, sectionOfCharge);
    missing.set(section, (missing.get(section) ?? 0) + 1);
  }
  return (
    <nav aria-label="Parts of the draft" className="sticky top-16 max-xl:hidden">
      <ul className="grid gap-0.5">
        {sectionsOf(kind).map(({ id, label }) => {
          const count = missing.get(id) ?? 0;
          return (
            <li key={id}>
              <a
                href={`#${id}`}
                className="flex min-h-8 items-center justify-between gap-2 rounded-md px-2 text-muted text-sm hover:bg-hover hover:text-ink"
              >
                {label}
                {count > 0 && (
                  <span className="numerals text-warning text-xs">
                    {count}
                    <span className="sr-only"> to do</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
