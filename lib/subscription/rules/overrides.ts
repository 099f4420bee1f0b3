/**
 * Terms of a subscription's own in place of its plan's (SEMANTICS 7.3): what a charge costs, how many
 * credits a grant gives, how far an entitlement goes. Kept as JSON, so amounts are decimal text.
 */
import type { Charge, Entitlement, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId, EntitlementId, PlanGrantId } from "@/lib/ids";
import { nanocredits } from "@/lib/money/credits";
import { parseDecimal } from "@/lib/money/decimal";
import { nanounits, type Quantity } from "@/lib/money/quantity";

export type LimitOverride = {
  /** Null: none are included. Absent: as the plan says. */
  readonly includedUnits?: string | null;
  /** Null: without limit. */
  readonly usageLimit?: string | null;
};

export type Overrides = {
  /** Of a fee, its price a piece; of use, the price of a unit, of a package, or the flat one. */
  readonly amounts: Readonly<Record<ChargeId, string>>;
  /** Of each issue of a grant. */
  readonly credits: Readonly<Record<PlanGrantId, string>>;
  readonly limits: Readonly<Record<EntitlementId, LimitOverride>>;
};

export const hasOverrides = (overrides: Overrides): boolean =>
  Object.values(overrides).some((part) => Object.keys(part).length > 0);

export const overridden = (
  terms: PlanVersion,
  { amounts, credits, limits }: Overrides,
): PlanVersion => ({
  ...terms,
  charges: terms.charges.map((charge) => priced(charge, amounts[charge.id])),
  grants: terms.grants.map((grant) => {
    const amount = credits[grant.id];
    return amount === undefined ? grant : { ...grant, amount: nanocredits(known(amount)) };
  }),
  entitlements: terms.entitlements.map((one) => limited(one, limits[one.id])),
});

function priced(charge: Charge, text: string | undefined): Charge {
  if (text === undefined) return charge;
  const amount = known(text);
  if (charge.kind === "RECURRING") return { ...charge, amount };
  if (charge.kind === "CREDITS") return charge;
  const { pricing } = charge;
  switch (pricing.model) {
    case "PER_UNIT":
      return { ...charge, pricing: { ...pricing, unitAmount: amount } };
    case "FLAT":
    case "PACKAGE":
      return { ...charge, pricing: { ...pricing, amount } };
    default:
      return charge;
  }
}

function limited(one: Entitlement, limit: LimitOverride | undefined): Entitlement {
  if (!limit) return one;
  const { includedUnits = one.includedUnits, usageLimit = one.usageLimit } = limit;
  return { ...one, includedUnits: unitsOf(includedUnits), usageLimit: unitsOf(usageLimit) };
}

const unitsOf = (units: string | Quantity | null): Quantity | null =>
  typeof units === "string" ? nanounits(known(units)) : units;

/** @throws RangeError for what no start has accepted. */
function known(text: string): bigint {
  const amount = parseDecimal(text);
  if (amount === undefined) throw new RangeError(`not an amount: ${text}`);
  return amount;
}

const ONE_PRICE = new Set(["PER_UNIT", "FLAT", "PACKAGE"]);

/** Whether the plan has all that is overridden, each with a price that one amount can stand for. */
export function overrideFault(terms: PlanVersion, { amounts, credits, limits }: Overrides) {
  const priceable = terms.charges.filter(
    (charge) =>
      charge.kind === "RECURRING" ||
      (charge.kind === "USAGE" && ONE_PRICE.has(charge.pricing.model)),
  );
  if (!hasAll(amounts, priceable)) return "The plan has no such price that one amount can replace";
  if (!hasAll(credits, terms.grants)) return "The plan has no such grant";
  return hasAll(limits, terms.entitlements) ? null : "The plan has no such entitlement";
}

function hasAll(named: object, parts: readonly { readonly id: string }[]): boolean {
  const ids = new Set(parts.map(({ id }) => id));
  return Object.keys(named).every((id) => ids.has(id));
}
