import type { Context } from "@/lib/context";
import { atInstant } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, GrantId, SubscriptionId } from "@/lib/ids";
import { insertWaiting } from "@/lib/invoicing/store/waiting-grants";
import { postEachWithin } from "@/lib/ledger/post";
import type { Booked, Command } from "@/lib/ledger/rules/command";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { refusalOf } from "@/lib/ledger/view";
import type { Awaited } from "../rules/awaited";
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
  /** What it waits for; null: nothing, it is usable at once. */
  readonly awaits: Awaited | null;
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
  for (const { ctx, subscription, issue, awaits } of givings) {
    const { id, customerId, currency } = subscription;
    const { creditUnit } = issue.grant;
    const key = `${customerId}/${creditUnit}`;
    const walletId =
      wallets.get(key) ?? (await findOrCreateWallet(tx, ctx, customerId, creditUnit));
    wallets.set(key, walletId);
    const to = { subscriptionId: id, customerId, walletId, currency, isPaid: awaits === null };
    asked.push({ ctx, command: planGrantCommand(issue, to) });
  }
  const given = await postAll(tx, asked);
  await noteWaiting(tx, givings, given);
}

async function postAll(
  tx: Tx,
  asked: readonly { readonly ctx: Context; readonly command: Command }[],
): Promise<readonly Booked[]> {
  return (await postEachWithin(tx, asked)).map((outcome) => {
    if (!outcome.ok) throw refusalOf(outcome.refusal);
    return outcome;
  });
}

type Waiting = {
  readonly ctx: Context;
  readonly grantId: GrantId;
  readonly customerId: CustomerId;
  readonly awaits: Awaited;
};

/** Which payments bring it; what became of them before a late run came by happens then. */
async function noteWaiting(
  tx: Tx,
  givings: readonly Giving[],
  given: readonly Booked[],
): Promise<void> {
  const waiting = givings.flatMap(({ ctx, subscription, awaits }, index): readonly Waiting[] => {
    const grantId = given[index]?.grantId;
    return awaits && grantId ? [{ ctx, grantId, customerId: subscription.customerId, awaits }] : [];
  });
  await insertWaiting(
    tx,
    waiting.flatMap(({ ctx: { organizationId }, grantId, customerId, awaits }) =>
      awaits.invoiceIds.map((invoiceId) => ({ organizationId, customerId, grantId, invoiceId })),
    ),
  );
  await postAll(tx, waiting.flatMap(commandSince));
}

function commandSince({ ctx, grantId, customerId, awaits: { invoiceIds, since } }: Waiting) {
  const [id] = invoiceIds;
  if (since === null || id === undefined) return [];
  const cause = { kind: "invoice", id } as const;
  const named = { customerId, grantId, cause };
  const command: Command =
    since.kind === "paid"
      ? { ...named, kind: "activate", reference: `invoice:${id}:activate:${grantId}` }
      : {
          ...{ ...named, kind: "void", amount: null, reference: `invoice:${id}:void:${grantId}` },
          reason: "The invoice that was to pay for it was voided",
        };
  return [{ ctx: atInstant(ctx, since.at), command }];
}
