/** Wallets: a customer's pools of one credit unit, their figures and what happened in them. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { notFound } from "@/lib/errors";
import { CustomerId, idText, WalletId } from "@/lib/ids";
import { listEntries } from "@/lib/ledger/reads/entries";
import { listGrants } from "@/lib/ledger/reads/grants";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import { findWallet, listWallets } from "@/lib/ledger/reads/wallets";
import { EntryView } from "@/lib/ledger/schema/transaction";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { snake, snakeSchema } from "./dialect/snake";
import {
  WalletBalanceDialect,
  WalletDialect,
  walletBalanceDialect,
  walletDialect,
} from "./dialect/wallet";
import { WalletTransactionDialect, walletTransactionDialect } from "./dialect/wallet-transaction";
import { CursorQuery, cursorPage, Instant, listOf } from "./fields";
import { type Route, route } from "./route";

export const WalletParams = z.object({ walletId: WalletId });

export async function walletNamed(ctx: Context, walletId: WalletId): Promise<WalletView> {
  const wallet = await findWallet(ctx, walletId);
  if (!wallet) throw notFound("wallet", idText("wal", walletId));
  return wallet;
}

const listWalletsRoute = route({
  method: "get",
  path: "/wallets",
  scope: "wallets:read",
  summary: "List wallets, newest first",
  query: CursorQuery,
  reply: listOf(WalletDialect),
  status: 200,
  refusals: ["validation_error"],
  run: (ctx, { query }) =>
    cursorPage(
      query,
      (walk) => listWallets(ctx, walk),
      (wallet) => walletDialect(ctx, wallet),
    ),
});

const getWalletRoute = route({
  method: "get",
  path: "/wallets/{walletId}",
  scope: "wallets:read",
  summary: "Get a wallet",
  params: WalletParams,
  reply: WalletDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { walletId } }) =>
    walletDialect(ctx, await walletNamed(ctx, walletId)),
});

const getBalanceRoute = route({
  method: "get",
  path: "/wallets/{walletId}/balance/real-time",
  scope: "wallets:read",
  summary: "Get a wallet's figures, exact at this instant",
  params: WalletParams,
  reply: WalletBalanceDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (asking, { params: { walletId } }) => {
    const wallet = await walletNamed(asking, walletId);
    const ctx = await onClock(asking, CustomerId.parse(wallet.customerId));
    return walletBalanceDialect(ctx, wallet, await listGrants(ctx, walletId));
  },
});

/** When they were written, from `start_time` on and before `end_time`. */
const TransactionsQuery = CursorQuery.extend({
  start_time: Instant.nullish(),
  end_time: Instant.nullish(),
});

const listTransactionsRoute = route({
  method: "get",
  path: "/wallets/{walletId}/transactions",
  scope: "wallets:read",
  summary: "List a wallet's transactions, newest first",
  params: WalletParams,
  query: TransactionsQuery,
  reply: listOf(WalletTransactionDialect),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query }) => {
    const { start_time: since, end_time: until } = query;
    const wallet = await walletNamed(ctx, walletId);
    const grants = await listGrants(ctx, walletId);
    return cursorPage(
      query,
      (walk) => listTransactions(ctx, { ...walk, walletId, since, until }),
      (transaction) => walletTransactionDialect(ctx, transaction, { wallet, grants }),
    );
  },
});

const listEntriesRoute = route({
  method: "get",
  path: "/wallets/{walletId}/entries",
  scope: "ledger:read",
  summary: "List every movement of a wallet, newest first",
  params: WalletParams,
  query: CursorQuery,
  reply: listOf(snakeSchema(EntryView)),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: (ctx, { params: { walletId }, query }) =>
    cursorPage(query, (walk) => listEntries(ctx, walletId, walk), snake),
});

export const WALLET_ROUTES: readonly Route[] = [
  listWalletsRoute,
  getWalletRoute,
  getBalanceRoute,
  listTransactionsRoute,
  listEntriesRoute,
].flat();
