/** What is missing to a commitment at its period's end, as a line of the invoice tells it. */
import { decimalText, ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { type Money, nanomoney, roundToMinor } from "@/lib/money/money";
import { nanounits, ONE_UNIT } from "@/lib/money/quantity";
import type { Period } from "@/lib/time/period";
import { BARE, type InvoiceLine } from "./invoice-lines";

/** Of a commitment in credits, what one of them costs; null: nobody said. */
export type CommittedUnit =
  | { readonly kind: "money" }
  | { readonly kind: "credits"; readonly price: Money | null };

/** Amounts are in the commitment's unit. */
export type SettledCommitment = {
  readonly unit: CommittedUnit;
  readonly agreed: bigint;
  readonly brought: bigint;
  readonly drawn: bigint;
  readonly asked: bigint;
  readonly missing: bigint;
};

/** What is asked for what is missing, in money. */
export function priceOfMissing(
  { unit, missing }: Pick<SettledCommitment, "unit" | "missing">,
  currency: string,
): Money {
  if (unit.kind === "money") return roundToMinor(nanomoney(missing), currency);
  return roundToMinor(nanomoney(timesOverHalfUp(missing, unit.price ?? 0n, ONE)), currency);
}

type Told = { readonly period: Period; readonly currency: string };

export function trueUpLine(settled: SettledCommitment, { period, currency }: Told): InvoiceLine {
  const { unit, missing } = settled;
  const amount = priceOfMissing(settled, currency);
  const isCredits = unit.kind === "credits";
  return {
    ...BARE,
    ...{ kind: "true_up", period, amount },
    description: `True-up to the commitment: ${arithmetic(settled, currency)}`,
    quantity: isCredits ? nanounits(missing) : ONE_UNIT,
    unitAmount: isCredits ? (unit.price ?? nanomoney(0n)) : amount,
  };
}

/** What is missing is added to the next period's: told, not asked. */
export function rolledLine(settled: SettledCommitment, { period, currency }: Told): InvoiceLine {
  const words = wordsIn(settled.unit, currency);
  return {
    ...BARE,
    ...{ kind: "information", period },
    description: `Commitment: ${arithmetic(settled, currency)}; ${words(settled.missing)} go to the next period`,
    ...{ quantity: ONE_UNIT, unitAmount: nanomoney(0n), amount: nanomoney(0n) },
  };
}

/** What would be asked if nothing more is used. */
export const foreseenTrueUpLine = (
  amount: Money,
  { period, isSpentOn }: { readonly period: Period; readonly isSpentOn: boolean },
): InvoiceLine => ({
  ...BARE,
  ...{ kind: "true_up", period, amount, quantity: ONE_UNIT, unitAmount: amount },
  description: `True-up to the commitment, if nothing ${isSpentOn ? "more " : ""}is used`,
});

function arithmetic({ unit, agreed, brought, drawn, asked }: SettledCommitment, currency: string) {
  const words = wordsIn(unit, currency);
  return [
    `${words(agreed)} agreed`,
    ...(brought > 0n ? [`${words(brought)} from the period before`] : []),
    `${words(drawn)} paid by credits`,
    `${words(asked)} asked for use`,
  ].join(", ");
}

const wordsIn = (unit: CommittedUnit, currency: string) => (amount: bigint) =>
  unit.kind === "credits"
    ? `${formatCredits(decimalText(amount))} credits`
    : formatMoney(decimalText(roundToMinor(nanomoney(amount), currency)), currency);
