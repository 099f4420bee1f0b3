/** To whom and how many at a time a pack is sold (DASHBOARD 2.6). */
import type { PlanId } from "@/lib/ids";

/** What of a pack bounds its sales. */
export type PackLimits = {
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  readonly quantityStep: number;
  readonly maxPerCustomer: number | null;
  /** Empty: for everybody. */
  readonly planIds: readonly PlanId[];
};

/** What of a customer they are held against. */
export type Buyer = {
  /** Of running subscriptions. */
  readonly planIds: readonly PlanId[];
  /** Pieces of this pack bought before whose invoices stand. */
  readonly bought: number;
};

export type PackRefusal = { readonly field: "packId" | "quantity"; readonly message: string };

/** Why so many pieces are not sold to this customer; undefined: they are. */
export function packRefusal(
  limits: PackLimits,
  quantity: number,
  buyer: Buyer,
): PackRefusal | undefined {
  if (limits.planIds.length > 0 && !limits.planIds.some((id) => buyer.planIds.includes(id))) {
    return { field: "packId", message: "This customer has none of the plans it is sold with" };
  }
  const message = miscounted(limits, quantity) ?? beyondShare(limits, quantity, buyer);
  return message === undefined ? undefined : { field: "quantity", message };
}

function miscounted(limits: PackLimits, quantity: number): string | undefined {
  const { minQuantity: min, maxQuantity: max, quantityStep: step } = limits;
  if (quantity < min) return `At least ${min} at a time`;
  if (max !== null && quantity > max) return `At most ${max} at a time`;
  if ((quantity - min) % step === 0) return undefined;
  return `In steps of ${step} from ${min}: ${min}, ${min + step}, ${min + 2 * step} and so on`;
}

function beyondShare(
  { maxPerCustomer: most }: PackLimits,
  quantity: number,
  { bought }: Buyer,
): string | undefined {
  if (most === null || bought + quantity <= most) return undefined;
  const left = Math.max(0, most - bought);
  if (left === 0) return `This customer has bought all ${most} that one may buy`;
  return `This customer may buy ${left} more, of ${most} in all`;
}
