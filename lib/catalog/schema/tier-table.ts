/** A table of credit tiers as its editor shows it: what one credit costs, and whether the steps make sense. */
import { ONE, parseDecimal, timesOverHalfUp } from "@/lib/money/decimal";

/** As typed: text, perhaps half a number. */
export type TypedTier = { readonly credits: string; readonly price: string };

export type TierFigures = {
  /** Billionths of money per credit; undefined while credits or price are no amounts. */
  readonly unitPrice: bigint | undefined;
  /** Tenths of a percent below the first tier's unit price; negative where it is dearer. */
  readonly discount: number | undefined;
  readonly warning: TierWarning | undefined;
};

export type TierWarning =
  /** As many credits as the tier before, or fewer: who could choose between them? */
  | "collides"
  /** A credit costs more than in the tier before: two small steps would be cheaper. */
  | "dearer"
  /** More credits for no more money: nobody takes the tier before. */
  | "cheaper_in_all";

export function tierFigures(tiers: readonly TypedTier[]): readonly TierFigures[] {
  const steps = tiers.map(stepOf);
  return steps.map((step, place) => ({
    unitPrice: step?.unitPrice,
    discount: discountOf(step, steps[0]),
    warning: step && warningOf(step, steps[place - 1]),
  }));
}

type Step = { readonly credits: bigint; readonly price: bigint; readonly unitPrice: bigint };

function stepOf({ credits: typedCredits, price: typedPrice }: TypedTier): Step | undefined {
  const [credits, price] = [amountOf(typedCredits), amountOf(typedPrice)];
  if (!credits || credits < 0n || price === undefined || price < 0n) return undefined;
  return { credits, price, unitPrice: timesOverHalfUp(price, ONE, credits) };
}

const amountOf = (typed: string): bigint | undefined =>
  parseDecimal(typed.trim().replaceAll(",", ""));

function discountOf(step: Step | undefined, first: Step | undefined): number | undefined {
  if (!step || !first || first.unitPrice === 0n) return undefined;
  const less = timesOverHalfUp(first.unitPrice - step.unitPrice, 1000n, first.unitPrice);
  // At most a thousand tenths below; what is dearer by more than a float tells is still dearer.
  return Number(less);
}

function warningOf(step: Step, before: Step | undefined): TierWarning | undefined {
  if (!before) return undefined;
  if (step.credits <= before.credits) return "collides";
  if (step.price <= before.price && before.price > 0n) return "cheaper_in_all";
  return step.price * before.credits > before.price * step.credits ? "dearer" : undefined;
}
