/** Which use in money the close of a period invoices, and what is missing to a charge's minimum. */

import { type CarriedTally, ownPriceOf } from "@/lib/catalog/rules/carried-tally";
import type { Catalog, PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import type { ChargeId, SubscriptionId } from "@/lib/ids";
import { timesOverHalfUp } from "@/lib/money/decimal";
import { type Period, periodAt } from "@/lib/time/period";
import { pausedIn } from "./commitment";
import { wholePeriod } from "./next-period";
import type { Step } from "./renewal";
import { type PastSubscription, planStartsAt } from "./subscription";
import { usageChargesEver } from "./terms";

export type Close = Pick<Extract<Step, { readonly ended: Period }>, "kind" | "course" | "ended">;

/** A charge whose use a close invoices, and the period that one of its windows is. */
type Invoiceable = {
  readonly charge: UsageCharge;
  readonly periodFrom: (windowStart: Date) => Period;
};

export const usageCharges = ({ charges }: Pick<PlanVersion, "charges">): readonly UsageCharge[] =>
  charges.filter((charge): charge is UsageCharge => charge.kind === "USAGE");

/** The currency that a charge's use is asked for in; null: nobody has said what it costs in money. */
export const currencyOfCharge = ({ unit, settle, overage }: UsageCharge): string | null => {
  if (unit.kind === "money") return unit.currency;
  return settle === "invoice" ? (overage?.currency ?? null) : null;
};

type Closed = {
  readonly id: SubscriptionId;
  readonly catalog: Catalog;
  readonly version: PlanVersion;
  readonly step: Close;
  /** The customer's, this one among them. */
  readonly subscriptions: readonly PastSubscription[];
};

/**
 * The subscription's own charges, and those of the customer's that are over: use of theirs may
 * come after their last close. Another running one invoices its own.
 */
export function invoiceableAt({ id, catalog, version, step, subscriptions }: Closed) {
  const found = new Map<ChargeId, Invoiceable>();
  const past = subscriptions.filter(({ status }) => status === "ENDED");
  for (const { line, startedAt, endsAt, ...chosen } of past) {
    const bounds = { start: startedAt, end: endsAt };
    for (const charge of usageChargesEver(catalog, chosen)) {
      found.set(charge.id, { charge, periodFrom: (at) => clipped(periodAt(line, at), bounds, at) });
    }
  }
  const { course, ended } = step;
  const own = subscriptions.find((one) => one.id === id);
  for (const charge of own ? usageChargesEver(catalog, own) : usageCharges(version)) {
    const bounds = { start: course.startedAt, end: course.endsAt };
    const periodFrom = (at: Date) =>
      at.getTime() === ended.start.getTime() ? ended : clipped(periodAt(course, at), bounds, at);
    found.set(charge.id, { charge, periodFrom });
  }
  return found;
}

const clipped = ({ end }: Period, bounds: { readonly end: Date | null }, start: Date): Period => ({
  start,
  end: bounds.end !== null && bounds.end < end ? bounds.end : end,
});

/** Nothing used in a trial is asked for (SEMANTICS 8.5). */
export const isOfTrial = ({ course }: Pick<Close, "course">, windowStart: Date): boolean =>
  windowStart < planStartsAt(course) && windowStart >= course.startedAt;

/** The minimum for what was lived of the period and not paused, in the charge's unit, and what is missing to it. */
export type Shortfall = { readonly minimum: bigint; readonly missing: bigint };

export function shortfallOf(
  { pricing }: UsageCharge,
  tally: CarriedTally,
  {
    course,
    ended,
    kind,
    paused = [],
  }: Pick<Close, "course" | "ended" | "kind"> & { readonly paused?: readonly Period[] },
): Shortfall {
  const whole = wholePeriod(course, kind === "renew" ? course.periodIndex - 1 : course.periodIndex);
  const lived = lengthOf(ended) - pausedIn(ended, paused);
  const minimum = timesOverHalfUp(pricing.minimum ?? 0n, lived, lengthOf(whole));
  const price = ownPriceOf(pricing, tally);
  return { minimum, missing: minimum > price ? minimum - price : 0n };
}

const lengthOf = ({ start, end }: Period) => BigInt(end.getTime() - start.getTime());
