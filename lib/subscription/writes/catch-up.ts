import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { Tx } from "@/lib/db/tx";
import { notFound } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import { lockSubscription, type Subscription } from "../store";
import { advanceSubscriptions } from "./advance-subscriptions";

export type CaughtUp = {
  /** The asking at the time that the customer lives at. */
  readonly ctx: Context;
  /** As it stands then, locked until the transaction ends. */
  readonly subscription: Subscription;
};

/**
 * Locks a subscription and books what fell due of it by its customer's time, each thing at its own
 * instant.
 *
 * @throws DomainError `not_found`.
 */
export async function catchUp(tx: Tx, asking: Context, id: SubscriptionId): Promise<CaughtUp> {
  const before = await locked(tx, asking, id);
  const ctx = await onClock(asking, before.customerId);
  if (before.status === "ENDED") return { ctx, subscription: before };
  const { at: until, requestId } = ctx;
  const span = { until, grantsOnly: false, requestId };
  const { booked, isResumed } = await advanceSubscriptions(tx, [before], span);
  const isSame = booked.length === 0 && !isResumed;
  return { ctx, subscription: isSame ? before : await locked(tx, ctx, id) };
}

async function locked(tx: Tx, ctx: Context, id: SubscriptionId): Promise<Subscription> {
  const subscription = await lockSubscription(tx, ctx.organizationId, id);
  if (!subscription) throw notFound("subscription", idText("sub", id));
  return subscription;
}
