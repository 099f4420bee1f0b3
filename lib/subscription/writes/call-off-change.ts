import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, notFound } from "@/lib/errors";
import { idText, type SubscriptionChangeId, type SubscriptionId } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import type { ChangeView } from "../schema/change";
import { lockStarts } from "../store";
import {
  type ChangeRecord,
  findChange,
  loadScheduled,
  updateChangeCancelled,
  updateEnd,
} from "../store/changes";
import { changeView, plannedView } from "../view/change";
import { catchUp } from "./catch-up";

/**
 * Calls off a change that is still to come: the subscription renews as before. Called off before:
 * the same answer again.
 *
 * @throws DomainError `not_found`; `invalid_state` once it was carried out.
 */
export function cancelScheduledChange(
  asking: Context,
  id: SubscriptionChangeId,
): Promise<ChangeView> {
  return transact(asking, async (tx) => {
    const found = await changeNamed(tx, asking, id);
    await lockStarts(tx, asking.organizationId, found.customerId);
    // What fell due before comes before: the change itself, if its time has come.
    const { ctx } = await catchUp(tx, asking, found.subscriptionId);
    const change = await changeNamed(tx, ctx, id);
    if (change.status === "DONE") {
      throw new DomainError("invalid_state", "The change has been carried out", {
        ...{ entity: "subscription_change", state: "done" },
      });
    }
    if (change.status === "SCHEDULED") await callOff(tx, ctx, change);
    return changeView(await changeNamed(tx, ctx, id));
  });
}

/** Of a locked subscription whose own end, cancellation or another change takes its place. */
export async function callOffScheduled(
  tx: Tx,
  ctx: Context,
  subscriptionId: SubscriptionId,
): Promise<void> {
  for (const change of await loadScheduled(tx, [subscriptionId])) await callOff(tx, ctx, change);
}

async function callOff(tx: Tx, ctx: Context, change: ChangeRecord): Promise<void> {
  const { id, subscriptionId, customerId, outcome } = change;
  await updateChangeCancelled(tx, id, ctx.at);
  await updateEnd(tx, subscriptionId, { endsAt: null, at: ctx.at });
  await recordAudit(tx, ctx, {
    action: "subscription.change_called_off",
    entity: "subscription",
    entityId: subscriptionId,
    customerId,
    before: { ...outcome.to, ...plannedView(change) },
  });
  const data = changeView({ ...change, status: "CANCELLED", updatedAt: ctx.at });
  await publish(tx, ctx, [{ type: "subscription.change_called_off", customerId, data }]);
}

async function changeNamed(tx: Tx, ctx: Context, id: SubscriptionChangeId): Promise<ChangeRecord> {
  const change = await findChange(tx, ctx.organizationId, id);
  if (!change) throw notFound("subscription_change", idText("chg", id));
  return change;
}
