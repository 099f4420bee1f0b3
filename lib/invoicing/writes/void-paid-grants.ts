import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { postWithin } from "@/lib/ledger/post";
import type { VoidCommand } from "@/lib/ledger/rules/command";
import { isOfGrant, refusalOf } from "@/lib/ledger/view";
import { type Credits, sum } from "@/lib/money/credits";
import type { Invoice } from "../rules/invoice";
import { loadPaidGrants } from "../store/invoice";

/**
 * Ends what is left of the credits that an invoice was to pay for, pending or already usable;
 * what was spent stays spent.
 *
 * @returns how many credits were voided.
 */
export async function voidPaidGrants(
  tx: Tx,
  ctx: Context,
  { id, customerId }: Invoice,
  reason: string,
): Promise<Credits> {
  const grants = (await loadPaidGrants(tx, id)).filter(({ hasLeft }) => hasLeft);
  const commands = grants.map(
    (grant): VoidCommand => ({
      ...{ kind: "void", customerId, grantId: grant.id, amount: null },
      reference: `invoice:${id}:void:${grant.id}`,
      cause: { kind: "invoice", id },
      reason,
    }),
  );
  const voided: Credits[] = [];
  for (const outcome of await postWithin(tx, ctx, commands)) {
    if (outcome.ok) voided.push(outcome.amount);
    // Lapsed or spent between the look and the lock: then there is nothing left to void.
    else if (!isOfGrant(outcome.refusal)) throw refusalOf(outcome.refusal);
  }
  return sum(voided);
}
