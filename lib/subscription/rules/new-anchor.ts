/** Where periods are anchored that are to begin on another day than now. */
import { anchorByDate, anchorByDay } from "@/lib/time/anchor-day";
import { boundOf, indexAt, type PeriodLine } from "@/lib/time/period";
import { localDay } from "@/lib/time/zone";
import { anchorOf } from "./start";
import type { BillingCycle, Course } from "./subscription";

export type RenewalTarget =
  /** The 1st of the month, at local midnight. */
  | { readonly kind: "calendar" }
  /** This day of the month, 1 to 31; in a shorter month its last one. */
  | { readonly kind: "day"; readonly day: number }
  /** This local date, such as `2027-02-28`. */
  | { readonly kind: "date"; readonly on: string };

export type NewAnchor = { readonly anchorAt: Date; readonly billingCycle: BillingCycle };

type Running = Pick<Course, "zone" | "cadence" | "anchorAt" | "period">;

/** @returns what is wrong with it, by the field of what was asked. */
export function newAnchor(
  course: Running,
  billingCycle: BillingCycle,
  target: RenewalTarget,
): NewAnchor | { readonly field: string; readonly fault: string } {
  const fault = target.kind === "date" ? dateFault(course, target.on) : undefined;
  if (fault) return { field: "renewsOn", fault };
  const to: NewAnchor = {
    anchorAt: anchorAtOf(course, target),
    billingCycle: target.kind === "calendar" ? "CALENDAR" : "ANNIVERSARY",
  };
  const isSame = to.billingCycle === billingCycle && isSameLine(course, to.anchorAt);
  return isSame ? { field: FIELDS[target.kind], fault: "It renews then already" } : to;
}

const FIELDS = { calendar: "billingCycle", day: "dayOfMonth", date: "renewsOn" } as const;

function anchorAtOf(course: Running, target: RenewalTarget): Date {
  switch (target.kind) {
    case "calendar":
      return anchorOf("CALENDAR", course.period.end, course.zone);
    case "day":
      return anchorByDay(course, target.day, course.period.end);
    case "date":
      return anchorByDate(course, target.on);
  }
}

/** What lies between two periods has to be shorter than one. */
function dateFault({ period, ...line }: Running, on: string): string | undefined {
  const first = localDay(period.end, line.zone);
  const last = localDay(boundOf(line, indexAt(line, period.end) + 1), line.zone);
  if (on >= first && on < last) return undefined;
  return `Choose a day from ${first} on and before ${last}`;
}

/** So far ahead every month end was clamped once, and a leap day came. */
const YEARS = 8;
const BOUNDS_A_YEAR = { MONTHLY: 12, QUARTERLY: 4, SEMI_ANNUAL: 2, ANNUAL: 1 } as const;

function isSameLine({ period, ...line }: Running, anchorAt: Date): boolean {
  const other: PeriodLine = { ...line, anchorAt };
  const from = [indexAt(line, period.end), indexAt(other, period.end)] as const;
  const count = YEARS * BOUNDS_A_YEAR[line.cadence.length] + 1;
  return Array.from({ length: count }, (_, n) => n).every(
    (n) => boundOf(line, from[0] + n).getTime() === boundOf(other, from[1] + n).getTime(),
  );
}
