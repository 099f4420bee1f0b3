/** Whether a start asked again under its reference is the one that was made. */
import { digestOf } from "@/lib/digest";
import type { PeriodLength } from "@/lib/time/period";
import type { AskedTiers } from "./choose-tiers";
import { anchorOf, type StartTerms } from "./start";
import { type Anchored, planStartsAt } from "./subscription";

/** What a start may say or leave open: null is whatever it then was. */
type AskedTerms = Pick<StartTerms, "billingCycle"> & {
  readonly startsAt: Date | null;
  readonly billingPeriod: PeriodLength | null;
};

/** Whether a start with these terms, asked again, is the one that made this course. */
export function isStartOf(course: Anchored, asked: AskedTerms): boolean {
  const { startedAt, anchorAt, zone, cadence } = course;
  const anchor = anchorOf(asked.billingCycle, planStartsAt(course), zone);
  return (
    (asked.startsAt ?? startedAt).getTime() === startedAt.getTime() &&
    (asked.billingPeriod ?? cadence.length) === cadence.length &&
    anchor.getTime() === anchorAt.getTime()
  );
}

type AskedChoices = AskedTiers & { readonly trialDays: number | null };

/** Stands for what a start chose of its plan as it was asked; null where it left all of it open. */
export function startDigest({ tier, tiers, trialDays }: AskedChoices): string | null {
  const named = Object.entries(tiers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isOpen = tier === null && named.length === 0 && trialDays === null;
  return isOpen ? null : digestOf(JSON.stringify([tier, named, trialDays]));
}
