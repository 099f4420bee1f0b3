import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import type { SubscriptionView, TurnInput } from "../schema";
import { updatePaused } from "../store/pauses";
import { announceTurn, viewOf, wrongStatus } from "./announce-turn";
import { catchUp } from "./catch-up";

/**
 * From now on nothing is given and no fee is asked, and use is priced as without the plan. What
 * fell due before is booked first; credits that were given stay to their own end. Paused before:
 * the same answer again.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that has not started, is tried, is to end, or has.
 */
export function pauseSubscription(
  asking: Context,
  id: SubscriptionId,
  { reason }: TurnInput,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    const { status, course } = subscription;
    if (status === "PAUSED") return viewOf(tx, ctx, id);
    if (status === "SCHEDULED") throw wrongStatus(subscription, "It has not started yet");
    if (status === "TRIALING") throw wrongStatus(subscription, "A trial cannot be paused");
    if (status === "ENDED") throw wrongStatus(subscription, "It has ended");
    if (course.endsAt !== null) throw wrongStatus(subscription, "It is to end, or to change");
    await updatePaused(tx, id, ctx.at);
    return announceTurn(tx, ctx, { before: subscription, turn: "paused", reason });
  });
}
