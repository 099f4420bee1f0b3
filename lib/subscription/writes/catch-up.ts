import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { notFound } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import { lockSubscription, type Subscription } from "../store";
import { advanceCourses } from "./advance-courses";

/**
 * Locks a subscription and books what fell due of it by `ctx.at`, each thing at its own instant.
 *
 * @returns it as it stands then, locked until the transaction ends.
 * @throws DomainError `not_found`.
 */
export async function catchUp(tx: Tx, ctx: Context, id: SubscriptionId): Promise<Subscription> {
  const before = await locked(tx, ctx, id);
  if (before.status === "ENDED") return before;
  const { at: until, requestId } = ctx;
  const steps = await advanceCourses(tx, [before], { until, grantsOnly: false, requestId });
  return steps === 0 ? before : locked(tx, ctx, id);
}

async function locked(tx: Tx, ctx: Context, id: SubscriptionId): Promise<Subscription> {
  const subscription = await lockSubscription(tx, ctx.organizationId, id);
  if (!subscription) throw notFound("subscription", idText("sub", id));
  return subscription;
}
