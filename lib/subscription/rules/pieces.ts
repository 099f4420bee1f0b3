import type { RecurringCharge } from "@/lib/catalog/rules/catalog";

/** How many pieces of a fee are asked for: so many mailboxes, but for the free ones. */
export const payablePieces = ({
  quantity,
  freeQuantity,
}: Pick<RecurringCharge, "quantity" | "freeQuantity">): number =>
  Math.max(quantity - freeQuantity, 0);
