import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { isSandbox } from "@/lib/customer/reads/clock";
import { type ColdTx, transact } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import { idText, type StripeDeliveryId } from "@/lib/ids";
import { decideEvent } from "../rules/decide-event";
import { loadDelivery, lockSession, updateOutcome } from "../store/deliveries";
import type { Delivery, Outcome } from "../store/delivery-rows";
import { outcomeOf, refusalIn } from "./take-delivery";

/**
 * Decides a failed delivery anew, by what is there now: its customer was made since, say. It may fail
 * again.
 *
 * @throws DomainError `not_found`; `invalid_state` unless it had failed.
 */
export async function processDelivery(asking: Context, id: StripeDeliveryId): Promise<Delivery> {
  // The same origin as Stripe's own delivery has: a reference is taken once in each.
  const ctx: Context = { ...asking, origin: "system" };
  const mode = (await isSandbox(ctx)) ? "TEST" : "LIVE";
  const settle = (come: (tx: ColdTx, failed: Delivery) => Promise<Outcome>) =>
    transact(ctx, async (tx) => {
      const failed = await lockFailed(tx, ctx, id);
      const settled = await updateOutcome(tx, ctx, id, await come(tx, failed));
      await recordAudit(tx, ctx, {
        action: "stripe_delivery.processed",
        entity: "stripe_delivery",
        entityId: idText("sdel", id),
        ...(settled.customerId && { customerId: settled.customerId }),
        before: { status: failed.status, reason: failed.reason },
        after: { status: settled.status, reason: settled.reason, eventId: settled.eventId },
      });
      return settled;
    });
  try {
    return await settle((tx, failed) => outcomeOf(tx, ctx, decideEvent(failed, mode)));
  } catch (thrown) {
    // If it is the delivery itself that cannot be processed, that is thrown once more.
    const refused = refusalIn(thrown);
    return settle(async () => refused);
  }
}

/** Under the lock of its session. */
async function lockFailed(tx: ColdTx, ctx: Context, id: StripeDeliveryId): Promise<Delivery> {
  const seen = await loadDelivery(tx, ctx, id);
  if (!seen) throw notFound("delivery", idText("sdel", id));
  await lockSession(tx, ctx, seen);
  const delivery = await loadDelivery(tx, ctx, id);
  if (delivery?.status === "FAILED") return delivery;
  throw new DomainError("invalid_state", "Only a delivery that failed is processed again", {
    entity: "stripe_delivery",
    state: (delivery ?? seen).status,
  });
}
