/** Where a clock is often taken to. */

import type { TestClockView } from "@/lib/test-clock/schema";
import { addDuration } from "@/lib/time/duration";

export type Preset = { readonly label: string /** ISO. */; readonly to: string };

type Standing = Pick<TestClockView, "frozenAt" | "nextChangeAt" | "nextRenewalAt">;

/** Only ways forward, and none twice. */
export function presetsOf({ frozenAt, nextChangeAt, nextRenewalAt }: Standing): readonly Preset[] {
  const now = new Date(frozenAt);
  const ahead = (count: number, unit: "DAY" | "MONTH") =>
    addDuration(now, { count, unit }, "UTC").toISOString();
  const all = [
    { label: "Next change", to: nextChangeAt },
    { label: "Next renewal", to: nextRenewalAt },
    { label: "A day on", to: ahead(1, "DAY") },
    { label: "A month on", to: ahead(1, "MONTH") },
    { label: "A year on", to: ahead(12, "MONTH") },
  ];
  const seen = new Set<string>();
  return all.flatMap(({ label, to }) => {
    if (to === null || to <= frozenAt || seen.has(to)) return [];
    seen.add(to);
    return [{ label, to }];
  });
}
