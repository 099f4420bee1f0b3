/** How a price came to be, in words for a line of an invoice: `10 at $2.00, 5 at $1.00`. */
import {
  type Pricing,
  type PricingTier,
  type Tally,
  tierShares,
} from "@/lib/catalog/rules/pricing";
import { ceilDivide, decimalText } from "@/lib/money/decimal";
import { formatCredits, formatMoney, formatShare } from "@/lib/money/format";

/** @param currency what amounts are in; null: credits. */
export function priceWalk(pricing: Pricing, tally: Tally, currency: string | null): string {
  const amount = (of: bigint) =>
    currency === null ? `${count(of)} credits` : formatMoney(decimalText(of), currency);
  const steps = stepsOf(pricing, tally, amount);
  const free = pricing.freeUnits > 0n ? [`${count(pricing.freeUnits)} free`] : [];
  return [...free, ...steps].join(", ");
}

type Words = (amount: bigint) => string;

function stepsOf(pricing: Pricing, tally: Tally, amount: Words): readonly string[] {
  const billable = less(tally.quantity, pricing.freeUnits);
  if (billable === 0n && pricing.model !== "PERCENTAGE") return [];
  switch (pricing.model) {
    case "FLAT":
      return [amount(pricing.amount)];
    case "PER_UNIT":
      return [`${count(billable)} at ${amount(pricing.unitAmount)}`];
    case "PACKAGE":
      return [
        `${ceilDivide(billable, pricing.size)} × ${count(pricing.size)} at ${amount(pricing.amount)}`,
      ];
    case "GRADUATED":
      return tierShares(pricing.tiers, billable).map(({ tier, units }) =>
        tierWords(tier, units, amount),
      );
    case "VOLUME": {
      const tier = reached(pricing.tiers, billable);
      return tier ? [tierWords(tier, billable, amount)] : [];
    }
    case "STAIRSTEP": {
      const tier = reached(pricing.tiers, billable);
      return tier ? [`${count(billable)} for ${amount(tier.flatAmount)}`] : [];
    }
    case "PERCENTAGE":
      return percentageWords(pricing, tally, amount);
  }
}

function tierWords({ unitAmount, flatAmount }: PricingTier, units: bigint, amount: Words): string {
  const flat = flatAmount > 0n ? ` + ${amount(flatAmount)}` : "";
  return `${count(units)} at ${amount(unitAmount)}${flat}`;
}

function percentageWords(
  { share, freeAmount, fixedPerEvent, freeEvents }: Extract<Pricing, { model: "PERCENTAGE" }>,
  { quantity, events }: Tally,
  amount: Words,
): readonly string[] {
  const shared = less(quantity, freeAmount);
  const charged = Math.max(events - freeEvents, 0);
  return [
    ...(shared > 0n ? [`${formatShare(decimalText(share))} of ${count(shared)}`] : []),
    ...(fixedPerEvent > 0n && charged > 0 ? [`${charged} × ${amount(fixedPerEvent)}`] : []),
  ];
}

const reached = (tiers: readonly PricingTier[], units: bigint) =>
  tiers.find(({ upTo }) => upTo === null || units <= upTo) ?? tiers.at(-1);

const less = (quantity: bigint, free: bigint) => (quantity > free ? quantity - free : 0n);
const count = (of: bigint) => formatCredits(decimalText(of));
