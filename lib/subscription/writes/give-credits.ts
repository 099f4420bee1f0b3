import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, SubscriptionId, WalletId } from "@/lib/ids";
import { postWithin } from "@/lib/ledger/post";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { refusalOf } from "@/lib/ledger/view";
import { planGrantCommand } from "../rules/plan-grant-command";
import type { Issue } from "../rules/start";

export type Giving = {
  readonly subscription: {
    readonly id: SubscriptionId;
    readonly customerId: CustomerId;
    readonly currency: string;
  };
  readonly issue: Issue;
};

/**
 * Gives a plan's credits at `ctx.at`, each to the customer's wallet of its unit; one is made
 * where there is none. Each occurrence is given once, whoever asks again.
 *
 * @throws DomainError if the ledger refuses one of them; then nothing of the transaction stands.
 */
export async function giveCredits(tx: Tx, ctx: Context, givings: readonly Giving[]): Promise<void> {
  const wallets = new Map<string, WalletId>();
  const commands = [];
  for (const { subscription, issue } of givings) {
    const { id, customerId, currency } = subscription;
    const { creditUnit } = issue.grant;
    const key = `${customerId}/${creditUnit}`;
    const known = wallets.get(key);
    const walletId = known ?? (await findOrCreateWallet(tx, ctx, customerId, creditUnit));
    wallets.set(key, walletId);
    commands.push(planGrantCommand(issue, { subscriptionId: id, customerId, walletId, currency }));
  }
  if (commands.length === 0) return;
  for (const outcome of await postWithin(tx, ctx, commands)) {
    if (!outcome.ok) throw refusalOf(outcome.refusal);
  }
}
