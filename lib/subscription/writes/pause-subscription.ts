import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { invalidField } from "@/lib/errors";
import type { SubscriptionId } from "@/lib/ids";
import { addDuration } from "@/lib/time/duration";
import { FURTHEST } from "../rules/furthest";
import type { SubscriptionView, TurnInput } from "../schema";
import type { Subscription } from "../store";
import { updatePaused, updateResumesAt } from "../store/pauses";
import { announceTurn, clockTime, wrongStatus } from "./announce-turn";
import { catchUp } from "./catch-up";

/**
 * From now on nothing is given and no fee is asked, and use is priced as without the plan. What
 * fell due before is booked first; credits that were given stay to their own end. It may be told
 * when it goes on by itself. Paused before: that day is set anew or called off.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that has not started, is tried, is to
 *   end, has, or is paused until that day already; `validation_error` for a day that has passed, or lies more
 *   than two years ahead.
 */
export function pauseSubscription(
  asking: Context,
  id: SubscriptionId,
  { reason, resumesAt }: TurnInput,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    if (resumesAt && resumesAt <= ctx.at) {
      throw invalidField("resumesAt", "The moment at which it goes on has to lie ahead");
    }
    if (resumesAt && resumesAt > addDuration(ctx.at, FURTHEST, subscription.course.zone)) {
      throw invalidField("resumesAt", "A pause until a day is two years at most");
    }
    if (subscription.status === "PAUSED") {
      return planResumption(tx, ctx, { subscription, reason, resumesAt });
    }
    refuseUnlessPausable(subscription);
    await updatePaused(tx, id, { at: ctx.at, resumesAt: resumesAt ?? null });
    return announceTurn(tx, ctx, { before: subscription, turn: "paused", reason });
  });
}

function refuseUnlessPausable(subscription: Subscription): void {
  const { status, course } = subscription;
  if (status === "SCHEDULED") throw wrongStatus(subscription, "It has not started yet");
  if (status === "TRIALING") throw wrongStatus(subscription, "A trial cannot be paused");
  if (status === "ENDED") throw wrongStatus(subscription, "It has ended");
  if (course.endsAt !== null) throw wrongStatus(subscription, "It is to end, or to change");
}

/** Left out, the day stays as it is; null calls it off. */
async function planResumption(
  tx: Tx,
  ctx: Context,
  { subscription, reason, resumesAt }: TurnInput & { readonly subscription: Subscription },
): Promise<SubscriptionView> {
  const { id, course } = subscription;
  const before = course.resumesAt ?? null;
  if (resumesAt === undefined || resumesAt?.getTime() === before?.getTime()) {
    const until = before ? `, until ${clockTime(before, course.zone)}` : "";
    throw wrongStatus(subscription, `It is paused already${until}`);
  }
  await updateResumesAt(tx, id, { at: ctx.at, resumesAt });
  const turn = resumesAt === null ? "resumption_called_off" : "resumption_planned";
  return announceTurn(tx, ctx, { before: subscription, turn, reason });
}
