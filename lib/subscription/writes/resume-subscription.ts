import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import type { SubscriptionView, TurnInput } from "../schema";
import { announceTurn, wrongStatus } from "./announce-turn";
import { catchUp } from "./catch-up";
import { goOn } from "./go-on";

/**
 * Lets a paused subscription go on: within the period that was paid for as if nothing had been,
 * but for what fell due meanwhile; after its end with a new period at once, its fees and credits.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that is not paused.
 */
export function resumeSubscription(
  asking: Context,
  id: SubscriptionId,
  { reason }: Pick<TurnInput, "reason">,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    const { status } = subscription;
    if (status === "ENDED") throw wrongStatus(subscription, "It has ended");
    if (status === "CANCELLED") throw wrongStatus(subscription, "It was cancelled");
    if (status !== "PAUSED") throw wrongStatus(subscription, "It is not paused");
    await goOn(tx, ctx, subscription);
    return announceTurn(tx, ctx, { before: subscription, turn: "resumed", reason });
  });
}
