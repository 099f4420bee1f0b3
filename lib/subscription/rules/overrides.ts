/** What overrides make of a plan's terms, and which can be kept. */
import type {
  Catalog,
  Charge,
  Entitlement,
  PlanVersion,
  UsageCharge,
} from "@/lib/catalog/rules/catalog";
import type { ChargeId } from "@/lib/ids";
import { nanocredits } from "@/lib/money/credits";
import type { Quantity } from "@/lib/money/quantity";
import { amountIn, pricingKept, unitsIn } from "./kept-price";
import type { Override, OverrideTerms } from "./override";

type PriceOverride = Override & { readonly kind: "price" };
type LimitOverride = Override & { readonly kind: "limit" };

/** The plan's own fees and credits, as they were agreed. */
export function withOwnFees(terms: PlanVersion, overrides: readonly Override[]): PlanVersion {
  const amounts = new Map<string, string>();
  for (const one of overrides) {
    if (one.kind === "fee") amounts.set(one.chargeId, one.amount);
    if (one.kind === "credits") amounts.set(`grant:${one.planGrantId}`, one.credits);
  }
  if (amounts.size === 0) return terms;
  return {
    ...terms,
    charges: terms.charges.map((charge) => {
      const amount = charge.kind === "RECURRING" ? amounts.get(charge.id) : undefined;
      return amount === undefined ? charge : ({ ...charge, amount: amountIn(amount) } as Charge);
    }),
    grants: terms.grants.map((grant) => {
      const amount = amounts.get(`grant:${grant.id}`);
      return amount === undefined ? grant : { ...grant, amount: nanocredits(amountIn(amount)) };
    }),
  };
}

/** The prices and limits of plan and add-ons together, as they were agreed. */
export function withOwnUse(terms: PlanVersion, overrides: readonly Override[]): PlanVersion {
  const prices = overrides.filter((one): one is PriceOverride => one.kind === "price");
  const limits = overrides.filter((one): one is LimitOverride => one.kind === "limit");
  if (prices.length + limits.length === 0) return terms;
  const priced = new Set(prices.map(({ featureId }) => featureId));
  return {
    ...terms,
    charges: [
      ...prices.map((one) => ownCharge(one, terms)),
      ...terms.charges.filter((one) => one.kind !== "USAGE" || !priced.has(one.featureId)),
    ],
    entitlements: limits.reduce(limited, terms.entitlements),
  };
}

/**
 * A price of its own is a charge with the override's id, so that it keeps its own counter, as each
 * version of a credit cost does: what was used before it, and after it, counts by itself.
 */
export function ownCharge(
  { id, featureId, unit, price }: PriceOverride,
  { charges, overage }: Pick<PlanVersion, "charges" | "overage">,
): UsageCharge {
  const replaced = charges.find(
    (one): one is UsageCharge => one.kind === "USAGE" && one.featureId === featureId,
  );
  return {
    ...{ kind: "USAGE", id: id as string as ChargeId, name: replaced?.name ?? "", featureId, unit },
    pricing: pricingKept(price),
    settle: replaced?.settle ?? "wallet_then_invoice",
    overage: replaced ? replaced.overage : overage,
  };
}

/** Every price of its own that it ever had: use keeps the one of its time. */
export const ownChargesEver = (
  overrides: readonly Override[],
  terms: Pick<PlanVersion, "charges" | "overage">,
): readonly UsageCharge[] =>
  overrides
    .filter((one): one is PriceOverride => one.kind === "price")
    .map((one) => ownCharge(one, terms));

/** What is said holds for all units of the feature; what is not said stays as the plan says. */
function limited(
  entitlements: readonly Entitlement[],
  { featureId, includedUnits, usageLimit }: LimitOverride,
): readonly Entitlement[] {
  const own = entitlements.filter((one) => one.featureId === featureId);
  const [first] = own.toSorted((a, b) => Number(b.isEnabled) - Number(a.isEnabled));
  if (!first) return entitlements;
  const summed = unitsTogether(own);
  const agreed: Entitlement = {
    ...first,
    isEnabled: true,
    includedUnits: unitsOf(includedUnits, summed.includedUnits),
    usageLimit: unitsOf(usageLimit, summed.usageLimit),
  };
  return [agreed, ...entitlements.filter((one) => one.featureId !== featureId)];
}

/** What plan and add-ons allow of one feature; without units in one of them, without units in all. */
export const unitsTogether = (own: readonly Entitlement[]) => ({
  includedUnits: summedUnits(own.map((one) => one.includedUnits)),
  usageLimit: summedUnits(own.map((one) => one.usageLimit)),
});

const unitsOf = (said: string | null | undefined, otherwise: Quantity | null) =>
  said === undefined ? otherwise : said === null ? null : unitsIn(said);

function summedUnits(units: readonly (Quantity | null)[]): Quantity | null {
  return units.reduce<Quantity | null>(
    (sum, one) => (sum === null || one === null ? null : ((sum + one) as Quantity)),
    units[0] === undefined ? null : (0n as Quantity),
  );
}

/** The terms without any of its own: with its add-ons, and without. */
export type PlainTerms = { readonly plain: PlanVersion; readonly bare: PlanVersion };

/** Why an override means nothing to these terms, by the field that names it; null: it does. */
export function overrideFault(
  { features }: Pick<Catalog, "features">,
  { plain, bare }: PlainTerms,
  own: OverrideTerms,
): { readonly field: string; readonly fault: string } | null {
  switch (own.kind) {
    case "fee":
      return bare.charges.some(({ kind, id }) => kind === "RECURRING" && id === own.chargeId)
        ? null
        : { field: "chargeId", fault: "The plan has no such fee" };
    case "credits":
      return bare.grants.some(({ id }) => id === own.planGrantId)
        ? null
        : { field: "planGrantId", fault: "The plan has no such grant" };
    case "price":
      return meteredFault(features.get(own.featureId));
    case "limit":
      return plain.entitlements.some(({ featureId }) => featureId === own.featureId)
        ? meteredFault(features.get(own.featureId))
        : { field: "featureId", fault: "Neither the plan nor its add-ons list this feature" };
  }
}

function meteredFault(
  feature: { readonly type: string; readonly isArchived: boolean } | undefined,
) {
  if (!feature) return { field: "featureId", fault: "No such feature" };
  if (feature.isArchived) return { field: "featureId", fault: "This feature is archived" };
  if (feature.type === "METERED") return null;
  return { field: "featureId", fault: "Only what is metered has a price or a limit" };
}
