/**
 * Fees in credits (SEMANTICS 8.2): a mailbox a month, the first one free. Each is drawn at the
 * start of its own period, be the plan billed by the month or by the year.
 */
import type { PlanVersion, RecurringCharge } from "@/lib/catalog/rules/catalog";
import type { ChargeId, PlanGrantId } from "@/lib/ids";
import { shareLeft, shareOfTime } from "@/lib/invoicing/rules/proration";
import { type Credits, nanocredits } from "@/lib/money/credits";
import { isWithin, type Period } from "@/lib/time/period";
import { occurrenceOf, type Schedule } from "./grant-schedule";
import { livedPeriod, wholePeriod } from "./next-period";
import { payablePieces } from "./pieces";
import { proratedShare } from "./share";
import type { Anchored } from "./subscription";

export type CreditFee = RecurringCharge & {
  readonly unit: { readonly kind: "credits"; readonly creditUnit: string };
};

/** Credits to take: for which fee, which period of its own, and how many. */
export type FeeDraw = {
  readonly fee: CreditFee;
  /** 0 for the first. */
  readonly index: number;
  readonly dueAt: Date;
  readonly period: Period;
  readonly amount: Credits;
  /** Names a draw beside the period's own: more of an add-on, bought within it. */
  readonly extra?: string;
};

export const creditFeesOf = ({ charges }: Pick<PlanVersion, "charges">): readonly CreditFee[] =>
  charges.filter(
    (charge): charge is CreditFee =>
      charge.kind === "RECURRING" &&
      charge.unit.kind === "credits" &&
      charge.amount > 0n &&
      payablePieces(charge) > 0,
  );

/** A fee is counted beside the plan's grants, under the id of its charge. */
export const feeCounterId = (id: ChargeId): PlanGrantId => id as string as PlanGrantId;

/** How a fee falls due, in the words of a grant. */
export const scheduleOfFee = ({ id, billingPeriod }: CreditFee) =>
  ({
    id: feeCounterId(id),
    cadence: "RECURRING",
    period: { length: billingPeriod, count: 1 },
    expiry: { kind: "NEVER" },
    rollover: null,
  }) as const satisfies Schedule & { id: PlanGrantId };

/** What is taken at the start of the `index`-th period; of one that is cut short, its share. */
export function drawOf(fee: CreditFee, anchored: Anchored, index: number): readonly FeeDraw[] {
  const schedule = scheduleOfFee(fee);
  const occurrence = occurrenceOf(schedule, anchored, index);
  if (!occurrence) return [];
  const line = { ...anchored, cadence: schedule.period };
  const period = livedPeriod(line, index);
  const total = nanocredits(fee.amount * BigInt(payablePieces(fee)));
  const amount = proratedShare(total, shareOfTime(period, wholePeriod(line, index)), fee.places);
  return amount > 0n ? [{ fee, index, dueAt: occurrence.dueAt, period, amount }] : [];
}

/** What a fee that could not be paid asks once it can: for what is then left of its period. */
export function drawOfRest(draw: FeeDraw, at: Date): FeeDraw | undefined {
  if (!isWithin(draw.period, at)) return undefined;
  const amount = proratedShare(draw.amount, shareLeft(draw.period, at), draw.fee.places);
  return amount > 0n ? { ...draw, dueAt: at, amount } : undefined;
}
