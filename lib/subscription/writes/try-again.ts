import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transactByKeys } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import { deleteFaults, updateFaultDue } from "../store/faults";
import { advanceNamed } from "./advance-due";
import { setApart, wordsOf } from "./set-apart";

/**
 * Advances a subscription that was set apart, now and not when its next try is due.
 *
 * @returns how many steps were booked.
 * @throws DomainError `not_found` if it is not set apart; `invalid_state` with the reason, if it
 *   cannot be advanced still.
 */
export async function tryAgain(ctx: Context, id: SubscriptionId): Promise<number> {
  await transactByKeys(async (tx) => {
    const isApart = await updateFaultDue(tx, ctx.organizationId, { id, at: ctx.at });
    if (!isApart) throw notFound("subscription", idText("sub", id));
    await recordAudit(tx, ctx, {
      ...{ action: "subscription.tried_again", entity: "subscription", entityId: id },
    });
  });
  const { at: until, requestId } = ctx;
  const { claimed, steps, failed } = await advanceNamed({ until, requestId, grantsOnly: false }, [
    id,
  ]);
  await setApart(failed, until);
  const [culprit] = failed;
  if (culprit) {
    throw new DomainError("invalid_state", wordsOf(culprit.reason), {
      entity: "subscription",
      state: "set_apart",
    });
  }
  // Somebody else has brought it up to date since, or ended it.
  if (claimed.length === 0) await transactByKeys((tx) => deleteFaults(tx, [id]));
  return steps;
}
