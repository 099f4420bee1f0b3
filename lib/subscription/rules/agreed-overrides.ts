/** From what was asked to what is kept: each term with its unit, its time, who agreed it and why. */
import type { Catalog, PlanVersion, PriceUnit } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import type { OverrideId } from "@/lib/ids";
import type { Quantity } from "@/lib/money/quantity";
import { unitsIn } from "./kept-price";
import type { Override, OverrideTerms } from "./override";
import { overrideFault, type PlainTerms } from "./overrides";

/** What the price of a feature's use is counted in: as its charge has it, else its own credits. */
export function priceUnitOf(
  { charges }: Pick<PlanVersion, "charges">,
  { id, creditUnit }: Pick<Feature, "id" | "creditUnit">,
): PriceUnit {
  const charge = charges.find((one) => one.kind === "USAGE" && one.featureId === id);
  return charge?.kind === "USAGE" ? charge.unit : { kind: "credits", creditUnit };
}

export type Agreed = Pick<Override, "since" | "until" | "by" | "reason"> & {
  readonly id: OverrideId;
  readonly terms: OverrideTerms;
};

export const overrideOf = ({ terms, ...agreed }: Agreed): Override => ({ ...terms, ...agreed });

/** @returns the first thing that is wrong with any of them, by its field. */
export function agreedFault(
  catalog: Pick<Catalog, "features">,
  terms: PlainTerms,
  own: readonly Override[],
): { readonly field: string; readonly fault: string } | null {
  for (const one of own) {
    if (one.until !== null && one.until <= one.since) {
      return { field: "until", fault: "It would end before it begins" };
    }
    const fault = overrideFault(catalog, terms, one) ?? limitFault(terms.plain, one);
    if (fault) return fault;
  }
  return null;
}

/** Together with what the plan says of the other. */
function limitFault({ entitlements }: Pick<PlanVersion, "entitlements">, own: OverrideTerms) {
  if (own.kind !== "limit") return null;
  if (own.includedUnits === undefined && own.usageLimit === undefined) {
    return { field: "usageLimit", fault: "Say how many are included, or the limit" };
  }
  const [included, limit] = [own.includedUnits, own.usageLimit];
  const said = entitlements.find(({ featureId }) => featureId === own.featureId);
  const most = limit === undefined ? (said?.usageLimit ?? null) : limit;
  const free = included === undefined ? (said?.includedUnits ?? null) : included;
  if (most === null || free === null || said?.isSoftLimit) return null;
  return unitsOf(free) > unitsOf(most)
    ? { field: "usageLimit", fault: "The limit is below what is included" }
    : null;
}

const unitsOf = (units: string | Quantity) => (typeof units === "string" ? unitsIn(units) : units);
