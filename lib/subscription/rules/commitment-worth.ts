/** What use was worth in a commitment's unit. Pure. */
import type { Commitment } from "@/lib/catalog/rules/catalog";
import type { CommittedUnit } from "@/lib/invoicing/rules/true-up-line";
import type { Credits } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { type Money, nanomoney, roundToMinor } from "@/lib/money/money";

/** What a commitment is counted in; `price`: of one of its credits, null if nobody said. */
export type Measure = {
  readonly unit: Commitment["unit"];
  readonly currency: string;
  readonly price: Money | null;
};

type Drawn = {
  readonly creditUnit: string;
  readonly currency: string;
  /** Money per credit. */
  readonly rate: bigint;
  readonly credits: Credits;
};

/** Credits count as what their wallet takes them for; those of another unit or currency do not. */
export function worthOfDrawn({ unit }: Measure, drawn: Drawn): bigint {
  if (unit.kind === "credits") return unit.creditUnit === drawn.creditUnit ? drawn.credits : 0n;
  if (unit.currency !== drawn.currency) return 0n;
  return timesOverHalfUp(drawn.credits, drawn.rate, ONE);
}

/** Money counts in credits by what one of them costs. */
export function worthOfAsked({ unit, price }: Measure, asked: Money): bigint {
  if (unit.kind === "money") return asked;
  return price === null || price === 0n ? 0n : timesOverHalfUp(asked, ONE, price);
}

/** What is agreed is a whole number of coins. */
export const inWholeUnits = ({ unit, currency }: Measure, amount: bigint): bigint =>
  unit.kind === "money" ? roundToMinor(nanomoney(amount), currency) : amount;

export const committedUnit = ({ unit, price }: Measure): CommittedUnit =>
  unit.kind === "money" ? { kind: "money" } : { kind: "credits", price };
