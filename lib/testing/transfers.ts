import type { Context } from "@/lib/context";
import type { GrantId } from "@/lib/ids";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import { previewTransfer, transferCredits } from "@/lib/ledger/writes/transfer-credits";
import type { transferInput } from "./moves";
import { figuresOf } from "./moves";
import { aSpender } from "./spenders";
import { type Account, anAccount } from "./wallets";

/** A grant of 100 with 70 left, and another customer's empty wallet. */
export async function aPair(terms: Parameters<typeof aSpender>[0] = {}) {
  const spender = await aSpender(terms);
  const receiver = await anAccount(spender.ctx);
  return { ...spender, receiver };
}
export type Pair = Awaited<ReturnType<typeof aPair>>;

/** The act and its preview. */
export const both = (ctx: Context, grantId: GrantId, input: ReturnType<typeof transferInput>) => [
  () => transferCredits(ctx, grantId, input),
  () => previewTransfer(ctx, grantId, input),
];
export const available = async (ctx: Context, account: Account) =>
  (await figuresOf(ctx, account))?.available;
export const transactionsOf = async (ctx: Context, { customerId }: Account) =>
  (await listTransactions(ctx, { customerId, cursor: null, limit: 10 })).items;
