import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { digestOf } from "@/lib/digest";
import type { SubscriptionId } from "@/lib/ids";
import type { RenewalTarget } from "../rules/new-anchor";
import type { ChangeView } from "../schema/change";
import { type RenewalDateInput, targetOf } from "../schema/renewal-date";
import { changeOnce, type Told } from "./change-subscription";

/**
 * Moves a subscription's renewal date: its running period stays, and at its end a successor of the
 * same plan and terms begins on the new day, after a period in between that is paid and given by its
 * share. Until then it is a scheduled change, and can be called off.
 *
 * A reference moves once: asked again, the first move is the answer.
 *
 * @throws DomainError `not_found`; `invalid_state`, `validation_error` as `decideRenewalMove`;
 *   `idempotency_conflict` if the reference made another change.
 */
export async function moveRenewalDate(
  ctx: Context,
  id: SubscriptionId,
  input: RenewalDateInput,
): Promise<ChangeView> {
  return (await moveRenewalDateOnce(ctx, id, input)).view;
}

/** The same, and whether an earlier call has done it. */
export function moveRenewalDateOnce(
  asking: Context,
  id: SubscriptionId,
  input: RenewalDateInput,
): Promise<{ readonly view: ChangeView; readonly isReplayed: boolean }> {
  const renewal = renewalIn(input);
  const { reference, reason } = input;
  const told: Told = {
    ...{ reference: reference && `${asking.origin}:${reference}`, reason },
    digest: digestOf(JSON.stringify([id, "renewal", renewal])),
    ...{ metadata: {}, migrationId: null, renewalMoveId: null },
  };
  return transact(asking, (tx) => changeOnce(tx, asking, { id, asked: { renewal }, told }));
}

/** @throws RangeError for what no schema lets through. */
function renewalIn(input: RenewalDateInput): RenewalTarget {
  const target = targetOf(input);
  if (!target) throw new RangeError("just one day is to be named");
  return target;
}
