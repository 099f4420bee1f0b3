/** Whether a start asked again under its reference is the one that was made. */
import { digestOf } from "@/lib/digest";
import type { ChargeId } from "@/lib/ids";
import type { AskedBilling } from "@/lib/invoicing/rules/billing";
import type { PeriodLength } from "@/lib/time/period";
import type { AskedOverrides } from "./asked-overrides";
import type { AskedAddOn } from "./choose-add-ons";
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
    (course.origin != null || anchor.getTime() === anchorAt.getTime())
  );
}

type AskedChoices = AskedTiers &
  AskedBilling & {
    readonly quantities: Readonly<Record<ChargeId, number>>;
    readonly trialDays: number | null;
    readonly addOns: readonly AskedAddOn[];
    readonly overrides: AskedOverrides;
    readonly ownTerms: readonly object[];
  };

const inOrder = (named: object) => Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Stands for what a start chose of its plan as it was asked; null where it left all of it open. */
export function startDigest({
  tier,
  tiers,
  quantities,
  trialDays,
  addOns,
  overrides,
  ownTerms,
  ...billed
}: AskedChoices): string | null {
  const sold = addOns.map(({ tier: own, ...one }) => (own === null ? one : { ...one, tier: own }));
  const asked = [tier, inOrder(tiers), trialDays, inOrder(quantities), sold];
  const own = [...Object.values(overrides).flatMap(inOrder), ...ownTerms.map(inOrder)];
  const isOpen = asked.flat().every((part) => part === null);
  const billing = [billed.netDays, billed.poNumber || null, billed.grantOn];
  if (billing.some((part) => part !== null)) {
    return digestOf(JSON.stringify([...asked, own, billing]));
  }
  if (own.length > 0) return digestOf(JSON.stringify([...asked, own]));
  return isOpen ? null : digestOf(JSON.stringify(asked));
}
