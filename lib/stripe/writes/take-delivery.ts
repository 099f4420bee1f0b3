import type { Context } from "@/lib/context";
import { isSandbox } from "@/lib/customer/reads/clock";
import { type ColdTx, transact } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import { decideEvent, type Verdict } from "../rules/decide-event";
import type { Arrival } from "../rules/session";
import { countRepeat, findDeliveryOfEvent, keepDelivery, lockSession } from "../store/deliveries";
import type { Delivery, Outcome } from "../store/delivery-rows";
import { grantOrder } from "./grant-order";

/**
 * Takes an event that Stripe has signed: grants what it sold, or keeps why not. An event that comes
 * again is counted, and only one that had failed is decided anew; of a session's events, whichever
 * comes first and says that it is paid grants, once, and in whatever order the others come.
 *
 * @throws DomainError `unavailable` if the database is away: Stripe sends it again.
 */
export async function takeDelivery(ctx: Context, arrival: Arrival): Promise<Delivery> {
  const verdict = decideEvent(arrival, (await isSandbox(ctx)) ? "TEST" : "LIVE");
  const settle = (come: (tx: ColdTx) => Promise<Outcome>) =>
    transact(ctx, async (tx) => {
      await lockSession(tx, ctx, arrival);
      const known = await findDeliveryOfEvent(tx, ctx, arrival.eventId);
      if (known && known.status !== "FAILED") return countRepeat(tx, ctx, known);
      return keepDelivery(tx, ctx, { arrival, outcome: await come(tx), price: priceOf(verdict) });
    });
  try {
    return await settle((tx) => outcomeOf(tx, ctx, verdict));
  } catch (thrown) {
    const refused = refusalIn(thrown);
    // In a transaction of its own: what the refused one had begun must not stand.
    return settle(async () => refused);
  }
}

/** What it comes to now, by what is there now. @throws DomainError as `grantOrder`. */
export const outcomeOf = async (tx: ColdTx, ctx: Context, verdict: Verdict): Promise<Outcome> =>
  verdict.kind === "grant" ? grantOrder(tx, ctx, verdict.order) : { reason: verdict.reason };

/** A refusal is an outcome; whatever else was thrown is thrown on. */
export function refusalIn(thrown: unknown): Outcome {
  if (!isDomainError(thrown) || thrown.code === "unavailable") throw thrown;
  return { reason: "not_granted", detail: thrown.message };
}

const priceOf = (verdict: Verdict) => (verdict.kind === "grant" ? verdict.order.price : null);
