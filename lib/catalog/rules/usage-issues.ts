/** What keeps a price of use from being published. */
import { SCALE } from "@/lib/money/decimal";
import type { DraftCharge, DraftPlan, DraftTier } from "./draft";
import { type DraftIssue, issue } from "./draft-issue";

type UsageCharge = Extract<DraftCharge, { kind: "USAGE" }>;

export const usageIssues = (charge: UsageCharge, draft: DraftPlan): readonly DraftIssue[] => [
  ...priceIssues(charge),
  ...settlementIssues(charge, draft),
];

type UsagePrice = Pick<
  UsageCharge,
  "model" | "amount" | "packageSize" | "tiers" | "minimum" | "maximum"
>;

/** What is wrong with the price itself, whatever it is a price of. */
export const priceIssues = (price: UsagePrice): readonly DraftIssue[] => [
  ...modelIssues(price),
  ...boundIssues(price),
];

/** Credits are asked on an invoice at what a credit of overage costs; without that, never. */
const settlementIssues = (
  { creditUnit, settlement }: UsageCharge,
  { overageRule }: Pick<DraftPlan, "overageRule">,
) =>
  creditUnit !== null && settlement === "INVOICE" && overageRule !== "INVOICE"
    ? [
        issue(
          "settlement",
          "An invoice asks for credits at the price of overage: invoice overage, or let the wallet pay first",
        ),
      ]
    : [];

function modelIssues(charge: UsagePrice): readonly DraftIssue[] {
  switch (charge.model) {
    case "FLAT":
    case "PER_UNIT":
      return amountIssues(charge);
    case "PACKAGE":
      return [
        ...amountIssues(charge),
        ...(charge.packageSize === null || charge.packageSize === 0n
          ? [issue("packageSize", "Enter how many units a package has")]
          : []),
      ];
    case "PERCENTAGE":
      return [
        ...amountIssues(charge),
        ...((charge.amount ?? 0n) > 10n ** BigInt(SCALE)
          ? [issue("amount", "A share is at most 1, which is 100 %")]
          : []),
      ];
    case "GRADUATED":
    case "VOLUME":
      return tierIssues(charge.tiers);
    case "STAIRSTEP":
      return [...tierIssues(charge.tiers), ...stepIssues(charge.tiers)];
  }
}

/** A step costs so much in all; with a price a unit instead, it would be free by mistake. */
const stepIssues = (tiers: readonly DraftTier[]) =>
  tiers.flatMap(({ unitAmount, flatAmount }, index) =>
    unitAmount > 0n && flatAmount === 0n
      ? [issue(`tiers.${index}.flatAmount`, "Enter what the step costs in all, not a unit of it")]
      : [],
  );

const amountIssues = ({ amount }: UsagePrice) =>
  amount === null ? [issue("amount", "Enter a price, 0 if it is free")] : [];

const boundIssues = ({ minimum, maximum }: UsagePrice) =>
  minimum !== null && maximum !== null && minimum > maximum
    ? [issue("maximum", "The maximum is below the minimum")]
    : [];

function tierIssues(tiers: readonly DraftTier[]): readonly DraftIssue[] {
  if (tiers.length === 0) return [issue("tiers", "Add at least one tier")];
  return tiers.flatMap((tier, index) => {
    const path = `tiers.${index}.upTo`;
    const isLast = index === tiers.length - 1;
    if (isLast) {
      return tier.upTo === null ? [] : [issue(path, "Leave the last tier without end")];
    }
    if (tier.upTo === null) return [issue(path, "Only the last tier is without end")];
    const before = tiers[index - 1]?.upTo ?? 0n;
    return tier.upTo > before ? [] : [issue(path, "Each tier ends above the one before it")];
  });
}
