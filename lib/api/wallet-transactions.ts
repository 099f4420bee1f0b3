/** A wallet's transactions: what moved its credits, narrowed by what the dialect's clients can ask. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { invalidField } from "@/lib/errors";
import { CustomerId, GrantId, WalletId } from "@/lib/ids";
import { keptCauseIds } from "@/lib/ledger/reads/cause-view";
import { listGrants, listGrantsNamed } from "@/lib/ledger/reads/grants";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import type { GrantTerms, WalletSight } from "@/lib/ledger/reads/wallet-sight-filter";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import type { Credits } from "@/lib/money/credits";
import { CreditsOrZero, CreditsText } from "@/lib/money/schema";
import { amount } from "./amounts";
import { casesOfReason, TRANSACTION_REASONS } from "./dialect/transaction-reason";
import {
  aboutGrant,
  TRANSACTION_STATUSES,
  WalletTransactionDialect,
  walletTransactionDialect,
} from "./dialect/wallet-transaction";
import { CursorQuery, cursorPage, Instant, listOf, wholeNumber } from "./fields";
import { type Route, route } from "./route";
import { WalletParams, walletNamed } from "./wallets";

/** Each narrows by the field of an item that it is named for; all that are sent hold. */
const TransactionsQuery = CursorQuery.extend({
  /** When they were written: from `start_time` on, and before `end_time`. */
  start_time: Instant.nullish(),
  end_time: Instant.nullish(),
  sort: z.enum(["created_at"]).optional(),
  order: z.enum(["asc", "desc"]).default("desc"),
  type: z.enum(["credit", "debit"]).optional(),
  transaction_status: z.enum([...TRANSACTION_STATUSES, "failed"]).optional(),
  transaction_reason: z.enum(TRANSACTION_REASONS).optional(),
  reference_type: z.enum(["REQUEST", "INVOICE", "PAYMENT", "EXTERNAL"]).optional(),
  reference_id: z.string().min(1).max(255).optional(),
  credits_available_gt: amount(CreditsOrZero).optional(),
  /** Both instants are in the range; what never expires is in none. */
  expiry_date_after: Instant.optional(),
  expiry_date_before: Instant.optional(),
  priority: wholeNumber(0, 10_000).optional(),
  status: z.enum(["published", "archived", "deleted"]).optional(),
  created_by: z.string().min(1).max(255).optional(),
  /** The wallet's again: it can be no other than the path's. */
  id: WalletId.optional(),
});
type TransactionsQuery = z.output<typeof TransactionsQuery>;

/** What the dialect knows besides, and nothing here is. */
const isNothing = ({ transaction_status, reference_type, status }: TransactionsQuery): boolean =>
  transaction_status === "failed" ||
  reference_type === "PAYMENT" ||
  reference_type === "EXTERNAL" ||
  (status !== undefined && status !== "published");

async function sightOf(
  ctx: Context,
  walletId: WalletId,
  query: TransactionsQuery,
): Promise<WalletSight> {
  const { type, transaction_status, transaction_reason, reference_type, reference_id } = query;
  const cases = transaction_reason && casesOfReason(transaction_reason);
  return {
    walletId,
    isOut: type && type === "debit",
    isPending: transaction_status && transaction_status === "pending",
    given: await givenOf(ctx, walletId, query),
    cases: isNothing(query) ? [] : cases,
    isOfInvoice: reference_type && reference_type === "INVOICE",
    causeIds: reference_id === undefined ? undefined : keptCauseIds(reference_id),
    actor: query.created_by,
  };
}

/** @returns `undefined` where nothing is asked of the grant. */
async function givenOf(
  ctx: Context,
  walletId: WalletId,
  query: TransactionsQuery,
): Promise<GrantTerms | undefined> {
  const { priority, expiry_date_after: endsFrom, expiry_date_before: endsUntil } = query;
  const { credits_available_gt: more } = query;
  if ([priority, endsFrom, endsUntil, more].every((one) => one === undefined)) return undefined;
  const ids = more === undefined ? undefined : await spendable(ctx, walletId, more);
  return { priority, endsFrom, endsUntil, ids };
}

/** Those that hold more than so much now; what time did and nobody booked counts. */
async function spendable(ctx: Context, walletId: WalletId, more: Credits) {
  const grants = await listGrants(ctx, walletId);
  return grants
    .filter(({ available }) => CreditsText.parse(available) > more)
    .map(({ id }) => GrantId.parse(id));
}

async function pageOf(ctx: Context, wallet: WalletView, query: TransactionsQuery) {
  const walletId = WalletId.parse(wallet.id);
  const { start_time: since, end_time: until, order } = query;
  const customerId = CustomerId.parse(wallet.customerId);
  const sight = await sightOf(ctx, walletId, query);
  return async (walk: { limit: number; cursor: string | null }) => {
    const asked = { customerId, sight, since, until, order, ...walk };
    const { items, nextCursor } = await listTransactions(ctx, asked);
    const named = items.flatMap((one) => aboutGrant(one, wallet) ?? []);
    const grants = await listGrantsNamed(ctx, walletId, [
      ...new Set(named.map((id) => GrantId.parse(id))),
    ]);
    const seen = { wallet, grants };
    return { items: items.map((one) => walletTransactionDialect(ctx, one, seen)), nextCursor };
  };
}

const listTransactionsRoute = route({
  method: "get",
  path: "/wallets/{walletId}/transactions",
  scope: "wallets:read",
  summary: "List a wallet's transactions, newest first unless asked otherwise",
  params: WalletParams,
  query: TransactionsQuery,
  reply: listOf(WalletTransactionDialect),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query }) => {
    if (query.id !== undefined && query.id !== walletId) {
      throw invalidField("query.id", "This is not the wallet that the path names");
    }
    const wallet = await walletNamed(ctx, walletId);
    return cursorPage(query, await pageOf(ctx, wallet, query), (item) => item);
  },
});

export const WALLET_TRANSACTION_ROUTES: readonly Route[] = listTransactionsRoute;
