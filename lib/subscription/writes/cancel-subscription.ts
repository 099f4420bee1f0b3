import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import type { SubscriptionId } from "@/lib/ids";
import { postWithin } from "@/lib/ledger/post";
import type { VoidCommand } from "@/lib/ledger/rules/command";
import { isOfGrant, refusalOf } from "@/lib/ledger/view";
import { publish } from "@/lib/outbox/publish";
import type { CancelInput, SubscriptionView } from "../schema";
import type { Subscription } from "../store";
import { loadUnspentGrants } from "../store/books";
import { updateCancelled } from "../store/course";
import { updateUnstarted } from "../store/pauses";
import { findViewRow } from "../store/view-row";
import { subscriptionView } from "../view";
import { callOffScheduled } from "./call-off-change";
import { catchUp } from "./catch-up";

/**
 * Ends a subscription at the end of its period, or now. Now: what is owed is invoiced, and the
 * plan's unspent credits are voided unless they are to be kept; no fee is given back.
 *
 * What fell due before is booked first. Cancelled or ended before: the same answer again, but a
 * cancellation at period end may still be made one that ends now.
 *
 * @throws DomainError `not_found`.
 */
export function cancelSubscription(
  asking: Context,
  id: SubscriptionId,
  input: CancelInput,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const { ctx, subscription: current } = await catchUp(tx, asking, id);
    // What is paused has no period to live to its end.
    const isNow = input.when === "now" || current.status === "PAUSED";
    const isDone = current.status === "ENDED" || (current.status === "CANCELLED" && !isNow);
    if (isDone) return viewOf(tx, ctx, id);

    if (current.status === "SCHEDULED") {
      await updateUnstarted(tx, id, ctx.at);
      return announced(tx, ctx, current, input);
    }
    await callOffScheduled(tx, ctx, id);
    const endsAt = isNow ? ctx.at : current.course.period.end;
    await updateCancelled(tx, id, { endsAt, at: ctx.at });
    if (isNow) await endNow(tx, ctx, current, input);
    return announced(tx, ctx, current, input);
  });
}

async function endNow(
  tx: Tx,
  ctx: Context,
  { id, customerId }: Subscription,
  { credits, reason }: CancelInput,
): Promise<void> {
  const unspent = credits === "void" ? await loadUnspentGrants(tx, id, customerId) : [];
  await catchUp(tx, ctx, id);
  const commands = unspent.map(
    (grantId): VoidCommand => ({
      ...{ kind: "void", customerId, grantId, amount: null },
      reference: `subscription:${id}:end:void:${grantId}`,
      cause: { kind: "subscription", id },
      reason: reason || "The subscription was cancelled",
    }),
  );
  for (const outcome of await postWithin(tx, ctx, commands)) {
    // Lapsed or spent between the look and the lock: then nothing is left to void.
    if (!outcome.ok && !isOfGrant(outcome.refusal)) throw refusalOf(outcome.refusal);
  }
}

async function announced(
  tx: Tx,
  ctx: Context,
  before: Subscription,
  { when, credits, reason }: CancelInput,
): Promise<SubscriptionView> {
  const view = await viewOf(tx, ctx, before.id);
  const { customerId } = before;
  await recordAudit(tx, ctx, {
    action: "subscription.cancelled",
    entity: "subscription",
    entityId: before.id,
    customerId,
    ...(reason && { reason }),
    before: { status: before.status },
    after: { status: view.status, endsAt: view.endsAt, when, credits },
  });
  await publish(tx, ctx, [{ type: "subscription.cancelled", customerId, data: view }]);
  return view;
}

async function viewOf(tx: Tx, ctx: Context, id: SubscriptionId): Promise<SubscriptionView> {
  const row = await findViewRow(tx, ctx.organizationId, id);
  if (!row) throw new RangeError(`no subscription ${id}`);
  return subscriptionView(row);
}
