/** Wallets: a customer's pools of one credit unit, their figures and the movements of their books. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { notFound } from "@/lib/errors";
import { CustomerId, idText, WalletId } from "@/lib/ids";
import { listEntries } from "@/lib/ledger/reads/entries";
import { listGrants } from "@/lib/ledger/reads/grants";
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
import { CursorQuery, cursorPage, listOf } from "./fields";
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
  listEntriesRoute,
].flat();
