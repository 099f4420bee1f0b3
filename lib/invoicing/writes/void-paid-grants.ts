import type { Context } from "@/lib/context";
import { findClockTimes } from "@/lib/customer/reads/clock";
import { atInstant } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { postEachWithin } from "@/lib/ledger/post";
import type { VoidCommand } from "@/lib/ledger/rules/command";
import { isOfGrant, refusalOf } from "@/lib/ledger/view";
import { type Credits, sum } from "@/lib/money/credits";
import type { Invoice } from "../rules/invoice";
import { loadRemainders } from "../store/invoice";

/**
 * Ends what is left of the credits that an invoice was to pay for, pending or already usable,
 * wherever they have moved since; what was spent stays spent.
 *
 * @returns how many credits were voided.
 */
export async function voidPaidGrants(
  tx: Tx,
  ctx: Context,
  { id }: Pick<Invoice, "id">,
  reason: string,
): Promise<Credits> {
  const remainders = await loadRemainders(tx, ctx, id);
  const clocks = await findClockTimes(ctx, [
    ...new Set(remainders.map(({ customerId }) => customerId)),
  ]);
  const asked = remainders.map(({ grantId, customerId }) => {
    const at = clocks.get(customerId);
    const command: VoidCommand = {
      ...{ kind: "void", customerId, grantId, amount: null },
      reference: `invoice:${id}:void:${grantId}`,
      cause: { kind: "invoice", id },
      reason,
    };
    return { ctx: at ? atInstant(ctx, at) : ctx, command };
  });
  const voided: Credits[] = [];
  for (const outcome of await postEachWithin(tx, asked)) {
    if (outcome.ok) voided.push(outcome.amount);
    // Lapsed or spent between the look and the lock: then there is nothing left to void.
    else if (!isOfGrant(outcome.refusal)) throw refusalOf(outcome.refusal);
  }
  return sum(voided);
}
