/**
 * What a successor's price of use goes on from where it shares a period with the plan before it
 * (SEMANTICS 8.6, _prorate_): its free units and tiers do not begin anew. Pure.
 */
import type { Catalog, PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import { NO_TALLY, type Pricing, type PricingModel, type Tally } from "@/lib/catalog/rules/pricing";
import type { FeatureId } from "@/lib/ids";
import { nanounits } from "@/lib/money/quantity";
import { keptPrice } from "./kept-price";
import { type PriceOfUse, priceOfUse } from "./price-of-use";
import { usageCharges } from "./usage-due";

/** What is priced alike: by the unit, by a share, or for a level that is reached as a whole. */
const KINDS = {
  ...{ PER_UNIT: "units", PACKAGE: "units", GRADUATED: "units", VOLUME: "units" },
  ...{ PERCENTAGE: "share", FLAT: "flat", STAIRSTEP: "level" },
} as const satisfies Record<PricingModel["model"], string>;

/**
 * Use goes on being counted where both price by units, or by a share, and where the price is the
 * same. A price for a level, not for units, is asked anew; its free units are not given again.
 */
export function carriedInto(to: PriceOfUse, from: PriceOfUse | null, billed: Tally): Tally {
  if (isLinear(to.pricing)) return NO_TALLY;
  return from && isComparable(from, to) ? billed : freeOf(to.pricing, billed);
}

/** A unit costs the same wherever it stands. */
const isLinear = ({ model, freeUnits, maximum }: Pricing): boolean =>
  model === "PER_UNIT" && freeUnits === 0n && maximum === null;

function isComparable(from: PriceOfUse, to: PriceOfUse): boolean {
  const kind = KINDS[from.pricing.model];
  if (kind === KINDS[to.pricing.model] && (kind === "units" || kind === "share")) return true;
  return wordsOf(from) === wordsOf(to);
}

const wordsOf = ({ unit, pricing }: PriceOfUse) => JSON.stringify([unit, keptPrice(pricing)]);

/** As much of what was billed as this price would have given free: it costs nothing under it. */
function freeOf(pricing: Pricing, { quantity, events }: Tally): Tally {
  const [freeUnits, freeEvents] =
    pricing.model === "PERCENTAGE"
      ? [pricing.freeAmount, pricing.freeEvents]
      : [pricing.freeUnits, 0];
  return {
    quantity: nanounits(quantity < freeUnits ? quantity : freeUnits),
    events: Math.min(events, freeEvents),
  };
}

type Features = Pick<Catalog, "features">;
type Terms = { readonly version: PlanVersion };

/** The charges of a successor that go on from something, each once a feature. */
export function carriedUses(
  { features }: Features,
  { from, to, at }: { readonly from: Terms; readonly to: Terms; readonly at: Date },
  billed: ReadonlyMap<FeatureId, Tally>,
) {
  return firstOfEach(usageCharges(to.version)).flatMap((charge) => {
    const { id: chargeId, featureId } = charge;
    const before = priceOfUse(from.version, features.get(featureId), at);
    const carried = carriedInto(charge, before, billed.get(featureId) ?? NO_TALLY);
    return carried.quantity === 0n && carried.events === 0
      ? []
      : [{ featureId, chargeId, carried }];
  });
}

/** As a price is chosen: the first charge of a feature. */
const firstOfEach = (charges: readonly UsageCharge[]) =>
  charges.filter((one, place) => charges.findIndex((o) => o.featureId === one.featureId) === place);
