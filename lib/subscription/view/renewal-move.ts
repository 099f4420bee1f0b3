import { idText } from "@/lib/ids";
import type { RenewalMoveItemView, RenewalMoveView } from "../schema/renewal-move";
import type { RenewalMoveItem, RenewalMoveRecord } from "../store/renewal-moves";

export const renewalMoveItemView = (item: RenewalMoveItem): RenewalMoveItemView => ({
  ...item,
  subscriptionId: idText("sub", item.subscriptionId),
});

export const renewalMoveView = (
  move: RenewalMoveRecord,
  counts: Readonly<Record<RenewalMoveItem["outcome"], number>>,
  refusals: readonly RenewalMoveItem[],
): RenewalMoveView => ({
  id: idText("rmv", move.id),
  status: move.status,
  total: counts.PENDING + counts.MOVED + counts.REFUSED,
  moved: counts.MOVED,
  refused: counts.REFUSED,
  refusals: refusals.map(renewalMoveItemView),
  reason: move.reason,
  requestedBy: move.requestedBy,
  createdAt: move.createdAt.toISOString(),
  finishedAt: move.finishedAt?.toISOString() ?? null,
});
