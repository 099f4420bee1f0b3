import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, idText, WalletId } from "@/lib/ids";
import { findLastPosting, findStatement } from "@/lib/ledger/reads/statement";
import { findWallet } from "@/lib/ledger/reads/wallets";
import { type StatementParams, statementPeriod } from "./search-params";

/** Whose statement an address asks for, and of which days; undefined if it names no wallet of the customer. */
export async function findStatementSubject(
  ctx: Context,
  named: { readonly customerId?: unknown; readonly walletId?: unknown },
  asked: StatementParams,
) {
  const { data: customerId } = CustomerId.safeParse(named.customerId);
  const { data: walletId } = WalletId.safeParse(named.walletId);
  if (!customerId || !walletId) return undefined;
  const [customer, wallet, own] = await Promise.all([
    findCustomer(ctx, customerId),
    findWallet(ctx, walletId),
    onClock(ctx, customerId),
  ]);
  if (!customer || wallet?.customerId !== idText("cus", customerId)) return undefined;
  const { days, from, to, soFarOn } = statementPeriod(asked, {
    at: own.at,
    zone: customer.timezone,
  });
  return {
    ...{ customer, wallet, days },
    /** The last day that it tells of, while its period still runs; null once that is over. */
    soFarOn,
    read: (page: { cursor: string | null; limit: number }) =>
      findStatement(ctx, walletId, { from, to, ...page }),
    /** What all of it, as it is now, is read by. */
    whole: async () => ({ walletId, from, to, seq: await findLastPosting(ctx, walletId) }),
  };
}
