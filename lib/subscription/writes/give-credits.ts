import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, SubscriptionId } from "@/lib/ids";
import { postEachWithin } from "@/lib/ledger/post";
import type { Command } from "@/lib/ledger/rules/command";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { refusalOf } from "@/lib/ledger/view";
import type { Issue } from "../rules/issue";
import { planGrantCommand } from "../rules/plan-grant-command";
import { loadReceivingWallets } from "../store/books";

export type Giving = {
  /** The moment at which it is given. */
  readonly ctx: Context;
  readonly subscription: {
    readonly id: SubscriptionId;
    readonly customerId: CustomerId;
    readonly currency: string;
  };
  readonly issue: Issue;
};

/**
 * Gives plans' credits, each to the customer's wallet of its unit; one is made where there is
 * none. Each occurrence is given once, whoever asks again.
 *
 * @throws DomainError if the ledger refuses one of them; then nothing of the transaction stands.
 */
export async function giveCredits(tx: Tx, givings: readonly Giving[]): Promise<void> {
  if (givings.length === 0) return;
  const customers = new Set(givings.map(({ subscription }) => subscription.customerId));
  const wallets = new Map(await loadReceivingWallets(tx, [...customers]));
  const asked: { ctx: Context; command: Command }[] = [];
  for (const { ctx, subscription, issue } of givings) {
    const { id, customerId, currency } = subscription;
    const { creditUnit } = issue.grant;
    const key = `${customerId}/${creditUnit}`;
    const walletId =
      wallets.get(key) ?? (await findOrCreateWallet(tx, ctx, customerId, creditUnit));
    wallets.set(key, walletId);
    const to = { subscriptionId: id, customerId, walletId, currency };
    asked.push({ ctx, command: planGrantCommand(issue, to) });
  }
  for (const outcome of await postEachWithin(tx, asked)) {
    if (!outcome.ok) throw refusalOf(outcome.refusal);
  }
}
