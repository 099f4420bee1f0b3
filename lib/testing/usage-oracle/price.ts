/** The table of SEMANTICS 7.4: what a quantity of a period comes to. */
import { least, most, times } from "./amounts";

export type Tier = { readonly upTo: bigint | null; readonly unit: bigint; readonly flat: bigint };
export type Model = {
  readonly free: bigint;
  readonly maximum: bigint | null;
} & (
  | { readonly kind: "PER_UNIT"; readonly unit: bigint }
  | { readonly kind: "PACKAGE"; readonly size: bigint; readonly price: bigint }
  | { readonly kind: "GRADUATED" | "VOLUME" | "STAIRSTEP"; readonly tiers: readonly Tier[] }
);

export const perUnit = (unit: bigint): Model => ({
  ...{ kind: "PER_UNIT", unit, free: 0n, maximum: null },
});

export function priceOf(model: Model, used: bigint): bigint {
  const quantity = most(0n, used - model.free);
  const price = quantity === 0n ? 0n : unbounded(model, quantity);
  return model.maximum === null ? price : least(price, model.maximum);
}

function unbounded(model: Model, quantity: bigint): bigint {
  if (model.kind === "PER_UNIT") return times(quantity, model.unit);
  if (model.kind === "PACKAGE") {
    const packages = (quantity + model.size - 1n) / model.size;
    return packages * model.price;
  }
  const { tiers } = model;
  const reached = tiers.findIndex(({ upTo }) => upTo === null || quantity <= upTo);
  const last = tiers[reached];
  if (!last) throw new RangeError("the last tier has no end");
  if (model.kind === "VOLUME") return times(quantity, last.unit) + last.flat;
  if (model.kind === "STAIRSTEP") return last.flat;
  let price = 0n;
  let from = 0n;
  for (const { upTo, unit, flat } of tiers.slice(0, reached + 1)) {
    const inTier = least(quantity, upTo ?? quantity) - from;
    price += times(inTier, unit) + flat;
    from = upTo ?? quantity;
  }
  return price;
}
