/** What a plan version asks and gives in one of its billing periods, before any subscription. */
import { type Credits, nanocredits } from "@/lib/money/credits";
import { truncateTo } from "@/lib/money/decimal";
import { type Money, nanomoney } from "@/lib/money/money";
import type { PeriodLength } from "@/lib/time/period";
import type { Charge, CreditsCharge, PlanVersion, RecurringCharge } from "./catalog";

type Terms = Pick<PlanVersion, "charges">;

/** Charges that are asked again each billing period. */
export type PeriodCharge = RecurringCharge | CreditsCharge;

const isPeriodic = (charge: Charge): charge is PeriodCharge => charge.kind !== "USAGE";

/** The billing periods that a customer may choose; a plan without a fee is billed monthly. */
export function periodsOffered({ charges }: Terms): readonly PeriodLength[] {
  const periods = charges.flatMap((charge) =>
    isPeriodic(charge) && isMoney(charge) ? [charge.billingPeriod] : [],
  );
  return periods.length === 0 ? ["MONTHLY"] : [...new Set(periods)];
}

/** Days before the first fee; the longest that any of its charges gives. */
export const trialDaysOf = ({ charges }: Terms): number =>
  Math.max(0, ...charges.map((charge) => (isPeriodic(charge) ? charge.trialDays : 0)));

/** What a customer billed by this length is asked; fees in credits keep a rhythm of their own. */
export const askedOf = ({ charges }: Terms, period: PeriodLength): readonly PeriodCharge[] =>
  charges
    .filter(isPeriodic)
    .filter((charge) => charge.billingPeriod === period || !isMoney(charge));

const isMoney = (charge: PeriodCharge): boolean =>
  charge.kind === "CREDITS" || charge.unit.kind === "money";

/** Pieces that cost something: three mailboxes, the first one free, are two. */
const piecesCharged = ({ quantity, freeQuantity }: RecurringCharge): number =>
  Math.max(0, quantity - freeQuantity);

/** Money a period; of tiers, the first one's. */
export function moneyAsked(charge: PeriodCharge): Money {
  if (charge.kind === "CREDITS") return charge.tiers[0]?.price ?? nanomoney(0n);
  if (charge.unit.kind === "credits") return nanomoney(0n);
  return nanomoney(charge.amount * BigInt(piecesCharged(charge)));
}

/** Credits a period that a fee takes from the wallet. */
export function creditsAsked(charge: PeriodCharge): Credits {
  if (charge.kind === "CREDITS" || charge.unit.kind === "money") return nanocredits(0n);
  return nanocredits(charge.amount * BigInt(piecesCharged(charge)));
}

/** Credits that a period of the first tier gives at its start: all, or the first month's share. */
export function creditsAtStart({ tiers, cadence, billingPeriod, gives }: CreditsCharge): Credits {
  const all = tiers[0]?.credits ?? nanocredits(0n);
  if (cadence === "PERIOD_START") return all;
  return nanocredits(truncateTo(all / BigInt(MONTHS[billingPeriod]), gives.places));
}

const MONTHS = {
  MONTHLY: 1,
  QUARTERLY: 3,
  SEMI_ANNUAL: 6,
  ANNUAL: 12,
} as const satisfies Record<PeriodLength, number>;

/** How many periods of a length a year has. */
export const YEARLY = {
  MONTHLY: 12,
  QUARTERLY: 4,
  SEMI_ANNUAL: 2,
  ANNUAL: 1,
} as const satisfies Record<PeriodLength, number>;
