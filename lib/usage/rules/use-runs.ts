/**
 * Uses of a price whose total may fall, cut into runs: within one nothing can fall, whichever of its
 * uses are refused, so one debit takes it; a use that may give credits back stands alone.
 */
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import { fallingBounds } from "@/lib/rating/rules/rate";
import { type Counters, stateOf, type Use } from "./decide-use";

/** Whether its total may ever get cheaper in a way that wallets notice. */
export function mayFall({ aggregation, price, quantity }: Use): boolean {
  if (price === null || price.settle === "invoice") return false;
  return quantity < 0n || aggregation === "LATEST" || fallingBounds(price).length > 0;
}

/** How far the uses of a run can take the totals, at the most. */
export class Reach {
  private readonly billed = new Map<string, { readonly least: Quantity; most: Quantity }>();
  private readonly latest = new Map<string, Quantity>();

  /** @param counters as they stand before the run. */
  constructor(private readonly counters: Counters) {}

  /** Whether the use may make its total cheaper, after any of those added before. */
  fallsBy(use: Use): boolean {
    if (!mayFall(use) || use.price === null) return false;
    const isLess = use.aggregation === "LATEST" && use.quantity < this.latestOf(use);
    if (use.quantity < 0n || isLess) return true;
    const { least, most } = this.billedOf(use);
    const carried = stateOf(this.counters, use.priceKey).carried?.quantity ?? NOTHING_USED;
    return fallingBounds(use.price)
      .map((bound) => bound - carried)
      .some((bound) => least <= bound && bound < most + use.quantity);
  }

  add(use: Use): void {
    const { least, most } = this.billedOf(use);
    const { priceKey, usedKey, quantity } = use;
    if (quantity <= 0n) return;
    if (priceKey !== null) this.billed.set(priceKey, { least, most: nanounits(most + quantity) });
    if (usedKey !== null && quantity > this.latestOf(use)) this.latest.set(usedKey, quantity);
  }

  private billedOf({ priceKey }: Use): { readonly least: Quantity; readonly most: Quantity } {
    const { quantity } = stateOf(this.counters, priceKey);
    return this.billed.get(priceKey ?? "") ?? { least: quantity, most: quantity };
  }

  private latestOf({ usedKey }: Use): Quantity {
    return this.latest.get(usedKey ?? "") ?? stateOf(this.counters, usedKey).quantity;
  }
}
