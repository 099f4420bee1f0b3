/** What a start agrees by the ids of one plan version, as terms of the subscription's own. */
import type { Charge, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId, EntitlementId, PlanGrantId } from "@/lib/ids";
import { keptPrice } from "./kept-price";
import type { OverrideTerms } from "./override";

type AskedLimit = {
  readonly includedUnits?: string | null;
  readonly usageLimit?: string | null;
};

/** Amounts are decimal text. */
export type AskedOverrides = {
  /** Of a fee, its price a piece; of use, the price of a unit, of a package, or the flat one. */
  readonly amounts: Readonly<Record<ChargeId, string>>;
  /** Of each issue of a grant. */
  readonly credits: Readonly<Record<PlanGrantId, string>>;
  readonly limits: Readonly<Record<EntitlementId, AskedLimit>>;
};

/** @returns what is wrong, if the plan has not all that is named, each with a price that one amount can replace. */
export function overridesAsked(
  terms: Pick<PlanVersion, "charges" | "grants" | "entitlements">,
  { amounts, credits, limits }: AskedOverrides,
): readonly OverrideTerms[] | { readonly fault: string } {
  const own: OverrideTerms[] = [];
  for (const [id, amount] of Object.entries(amounts)) {
    const priced = pricedBy(
      terms.charges.find((charge) => charge.id === id),
      amount,
    );
    if (!priced) return { fault: "The plan has no such price that one amount can replace" };
    own.push(priced);
  }
  for (const [id, amount] of Object.entries(credits)) {
    const grant = terms.grants.find((one) => one.id === id);
    if (!grant) return { fault: "The plan has no such grant" };
    own.push({ kind: "credits", planGrantId: grant.id, credits: amount });
  }
  for (const [id, limit] of Object.entries<AskedLimit>(limits)) {
    const listed = terms.entitlements.find((one) => one.id === id);
    if (!listed) return { fault: "The plan has no such entitlement" };
    own.push({ kind: "limit", featureId: listed.featureId, ...limit });
  }
  return own;
}

function pricedBy(charge: Charge | undefined, amount: string): OverrideTerms | undefined {
  if (charge?.kind === "RECURRING") return { kind: "fee", chargeId: charge.id, amount };
  if (charge?.kind !== "USAGE") return undefined;
  const price = keptPrice(charge.pricing);
  if (price.tiers.length > 0 || price.model === "PERCENTAGE" || price.amount === null) {
    return undefined;
  }
  const { featureId, unit } = charge;
  return { kind: "price", featureId, unit, price: { ...price, amount } };
}
