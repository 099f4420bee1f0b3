/** What twice the free units of each priced feature cost: the use that the third worked example tells. */
import type { FeatureId } from "@/lib/ids";
import { type Credits, nanocredits } from "@/lib/money/credits";
import { decimalText, ONE } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";
import { type Money, nanomoney } from "@/lib/money/money";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import type { Entitlement, PlanVersion, UsageCharge } from "./catalog";
import type { Feature } from "./feature";
import { type Pricing, priceOf } from "./pricing";

export type HeavyUse = {
  readonly label: string;
  readonly credits: Credits | null;
  readonly money: Money | null;
};

type Terms = Pick<PlanVersion, "charges" | "entitlements">;

export function heavyUse(
  { charges, entitlements }: Terms,
  of: { readonly features: ReadonlyMap<FeatureId, Feature>; readonly at: Date },
): readonly HeavyUse[] {
  const named = new Set([
    ...entitlements.filter(({ isEnabled }) => isEnabled).map(({ featureId }) => featureId),
    ...charges.flatMap((charge) => (charge.kind === "USAGE" ? [charge.featureId] : [])),
  ]);
  return [...named].flatMap((id) => {
    const feature = of.features.get(id);
    const charge = charges.find(
      (one): one is UsageCharge => one.kind === "USAGE" && one.featureId === id,
    );
    const price = feature && (charge ?? ownPrice(feature, of.at));
    if (!feature || !price) return [];
    return [
      heavyUseOf(
        feature,
        price,
        entitlements.find(({ featureId }) => featureId === id),
      ),
    ];
  });
}

type Price = Pick<UsageCharge, "unit" | "pricing">;

/** The credit cost that is in force for all events of the feature. */
function ownPrice({ creditCosts }: Feature, at: Date): Price | undefined {
  const [latest] = creditCosts
    .filter(({ property, effectiveFrom }) => property === null && effectiveFrom <= at)
    .toSorted((one, other) => other.effectiveFrom.getTime() - one.effectiveFrom.getTime());
  if (!latest) return undefined;
  const free = { freeUnits: NOTHING_USED, minimum: null, maximum: null };
  const pricing: Pricing = { ...free, model: "PER_UNIT", unitAmount: latest.creditsPerUnit };
  return { unit: { kind: "credits", creditUnit: latest.creditUnit }, pricing };
}

const A_HUNDRED = nanounits(100n * ONE);

function heavyUseOf(
  feature: Feature,
  price: Price,
  entitlement: Entitlement | undefined,
): HeavyUse {
  const free = freeUnits(entitlement);
  const used = limited(free > 0n ? nanounits(free * 2n) : A_HUNDRED, entitlement);
  const billable = nanounits(used > free ? used - free : 0n);
  const amount = priceOf(price.pricing, { quantity: billable, events: Number(billable / ONE) });
  const isCredits = price.unit.kind === "credits";
  const note = free > 0n ? `, ${formatCredits(decimalText(free))} of them free` : "";
  return {
    label: `${formatCredits(decimalText(used))} × ${feature.name}${note}`,
    credits: isCredits ? nanocredits(amount) : null,
    money: isCredits ? null : nanomoney(amount),
  };
}

/** Without included units, the limit is what is included (SEMANTICS 7.5). */
const freeUnits = (entitlement: Entitlement | undefined): Quantity =>
  entitlement?.includedUnits ?? entitlement?.usageLimit ?? NOTHING_USED;

/** What is past a hard limit is refused. */
function limited(wanted: Quantity, entitlement: Entitlement | undefined): Quantity {
  const limit = entitlement?.usageLimit ?? null;
  if (limit === null || entitlement?.isSoftLimit || limit > wanted) return wanted;
  return limit;
}
