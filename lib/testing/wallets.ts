/** Wallets with credits in them, for tests. */
import type { Context } from "@/lib/context";
import { transactHot } from "@/lib/db/transact";
import type { CustomerId, GrantId, WalletId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { DebitCommand, GrantCommand } from "@/lib/ledger/rules/command";
import type { GrantTerms } from "@/lib/ledger/rules/terms";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { NO_MONEY } from "@/lib/money/money";
import { credits } from "./amounts";
import { aCustomer, aReference } from "./factories";

export type Account = { readonly customerId: CustomerId; readonly walletId: WalletId };

/** A customer with one wallet that holds these grants, issued in this order. */
export async function anAccount(
  ctx: Context,
  grants: readonly (string | Partial<GrantTerms>)[] = [],
): Promise<Account> {
  const customerId = await aCustomer(ctx);
  const walletId = await transactHot((tx) => findOrCreateWallet(tx, ctx, customerId, "credits"));
  const account = { customerId, walletId };
  for (const terms of grants) await give(ctx, account, terms);
  return account;
}

/** Gives credits to an account; answers the grant. */
export async function give(
  ctx: Context,
  account: Account,
  terms: string | Partial<GrantTerms>,
): Promise<GrantId> {
  const told = typeof terms === "string" ? { amount: credits(terms) } : terms;
  const outcome = await post(ctx, aGrant(account, { effectiveAt: ctx.at, ...told }));
  if (!outcome.ok || outcome.grantId === null) throw new Error("the grant was refused");
  return outcome.grantId;
}

export const aGrant = (
  { customerId, walletId }: Account,
  terms: Partial<GrantTerms> & Pick<GrantTerms, "effectiveAt">,
): GrantCommand => ({
  kind: "grant",
  customerId,
  walletId,
  reference: aReference(),
  isPaid: true,
  terms: {
    name: "Credits",
    amount: credits("100"),
    category: "PREPAID",
    source: "top_up",
    sourceReference: null,
    priority: 10,
    expiresAt: null,
    expiresAfterDays: null,
    costTotal: NO_MONEY,
    currency: "USD",
    featureIds: [],
    parentGrantId: null,
    ...terms,
  },
});

/** A debit of one part, asked for at `ctx.at`. */
export const aDebit = (
  ctx: Context,
  { customerId, walletId }: Account,
  amount: string,
  over: Partial<DebitCommand> = {},
): DebitCommand => ({
  kind: "debit",
  customerId,
  walletId,
  reference: aReference(),
  creditUnit: "credits",
  featureId: null,
  member: null,
  groupId: null,
  parts: [{ eventId: null, at: ctx.at, amount: credits(amount) }],
  ...over,
});
