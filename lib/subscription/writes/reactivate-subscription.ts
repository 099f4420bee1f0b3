import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import type { SubscriptionStatus } from "../rules/subscription";
import type { SubscriptionView, TurnInput } from "../schema";
import { loadRunning, lockStarts, type Subscription } from "../store";
import { hasFailedInvoice, hasRival, updateReactivated } from "../store/pauses";
import { announceTurn, wrongStatus } from "./announce-turn";
import { catchUp } from "./catch-up";

/**
 * Takes a cancellation back before the end has come: it renews again, as if nobody had cancelled.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that has ended, or that nobody cancelled; `already_exists` if the
 *   product allows one subscription and the customer has another by now.
 */
export function reactivateSubscription(
  asking: Context,
  id: SubscriptionId,
  { reason }: TurnInput,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    await lockStartsOf(tx, asking, id);
    const { ctx, subscription } = await catchUp(tx, asking, id);
    if (subscription.status === "ENDED") throw wrongStatus(subscription, "It has ended");
    if (subscription.status !== "CANCELLED") {
      throw wrongStatus(subscription, "It was not cancelled");
    }
    await refuseRival(tx, ctx, subscription);
    const course = { ...subscription.course, endsAt: null };
    const status = await statusOf(tx, subscription);
    await updateReactivated(tx, { id, status, course, at: ctx.at });
    return announceTurn(tx, ctx, { before: subscription, turn: "reactivated", reason });
  });
}

/** Who starts another of the product at this moment waits, and then sees that this one runs on. */
async function lockStartsOf(
  tx: Tx,
  { organizationId }: Context,
  id: SubscriptionId,
): Promise<void> {
  const [running] = await loadRunning(tx, organizationId, { subscriptionIds: [id] });
  if (running) await lockStarts(tx, organizationId, running.customerId);
}

async function refuseRival(tx: Tx, ctx: Context, { id, customerId }: Subscription): Promise<void> {
  const { organizationId, at } = ctx;
  if (!(await hasRival(tx, { organizationId, customerId, id, at }))) return;
  throw new DomainError("already_exists", "The customer has another subscription of this product", {
    entity: "subscription",
    field: "id",
    value: idText("sub", id),
  });
}

async function statusOf(tx: Tx, { id, course }: Subscription): Promise<SubscriptionStatus> {
  if (course.periodIndex < 0) return "TRIALING";
  return (await hasFailedInvoice(tx, id)) ? "PAST_DUE" : "ACTIVE";
}
