/** A wallet at any instant, how it burned down, what a figure is made of, and what a use would burn. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { type FeatureId, GrantId } from "@/lib/ids";
import { findWalletAsOf } from "@/lib/ledger/reads/as-of";
import { findBurnDown } from "@/lib/ledger/reads/burn-down";
import { explainFigure } from "@/lib/ledger/reads/explain-figure";
import { listGrantEntries } from "@/lib/ledger/reads/explain-grant";
import { findGrantNotes } from "@/lib/ledger/reads/grant-notes";
import { listGrants } from "@/lib/ledger/reads/grants";
import { simulateBurn } from "@/lib/ledger/reads/simulate-burn";
import { BurnDownView } from "@/lib/ledger/schema/burn-down";
import {
  FIGURES,
  FigureView,
  GrantEntriesPage,
  GrantEntryView,
  SimulationView,
} from "@/lib/ledger/schema/explain";
import { PositiveCredits } from "@/lib/money/schema";
import { amount } from "./amounts";
import { catalogOf, featureWithKey } from "./catalog-of";
import { BalanceDialect, balanceDialect } from "./dialect/balance";
import { GrantDialect, grantDialect } from "./dialect/grant";
import { snake, snakeSchema } from "./dialect/snake";
import { CursorQuery, cursorPage, Instant, listOf, wholeList } from "./fields";
import { type Route, route } from "./route";
import { WalletParams } from "./wallets";

/** `?as_of=&known_at=`: without them now, and as known now. */
const AsOfQuery = z.object({
  as_of: Instant.nullable().default(null),
  known_at: Instant.nullable().default(null),
});
const FeatureKey = z.string().min(1).max(200).nullable().default(null);

/** @throws DomainError `not_found` for a key that no feature has. */
const featureOf = async (ctx: Context, key: string | null): Promise<FeatureId | null> =>
  key === null ? null : featureWithKey(await catalogOf(ctx), key);

const balanceRoute = route({
  method: "get",
  path: "/wallets/{walletId}/balance",
  scope: "wallets:read",
  summary:
    "Get a wallet's figures at an instant, as known then or now, or what a feature could spend",
  params: WalletParams,
  query: AsOfQuery.extend({ feature_key: FeatureKey }),
  reply: BalanceDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query }) => {
    const featureId = await featureOf(ctx, query.feature_key);
    const asked = { asOf: query.as_of, knownAt: query.known_at, featureId };
    return balanceDialect(await findWalletAsOf(ctx, walletId, asked), query.feature_key);
  },
});

const grantsRoute = route({
  method: "get",
  path: "/wallets/{walletId}/grants",
  scope: "wallets:read",
  summary:
    "List a wallet's grants, now or at an instant: those that pay in burn order, then those that wait or are over",
  params: WalletParams,
  query: AsOfQuery,
  reply: listOf(GrantDialect),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query: { as_of: asOf, known_at: knownAt } }) => {
    const isNow = asOf === null && knownAt === null;
    const grants = isNow
      ? await listGrants(ctx, walletId)
      : (await findWalletAsOf(ctx, walletId, { asOf, knownAt, featureId: null })).grants;
    const notes = await findGrantNotes(grants.map(({ id }) => GrantId.parse(id)));
    return wholeList(
      grants.map((grant) => ({
        ...grantDialect(ctx, grant),
        metadata: notes.get(GrantId.parse(grant.id)) ?? {},
      })),
    );
  },
});

const burnDownRoute = route({
  method: "get",
  path: "/wallets/{walletId}/burn-down",
  scope: "ledger:read",
  summary: "Tell how a wallet burned down, in segments between what else changed it",
  params: WalletParams,
  query: z.object({
    /** Thirty days before `to` unless told. */
    from: Instant.nullable().default(null),
    /** Exclusive; now unless told. */
    to: Instant.nullable().default(null),
  }),
  reply: snakeSchema(BurnDownView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query }) =>
    snake(await findBurnDown(ctx, walletId, query)),
});

const explainRoute = route({
  method: "get",
  path: "/wallets/{walletId}/explain",
  scope: "ledger:read",
  summary: "Open a figure of a wallet into the grants, or what is owed, that make it up",
  params: WalletParams,
  query: AsOfQuery.extend({ figure: z.enum(FIGURES).default("balance") }),
  reply: snakeSchema(FigureView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query: { figure, as_of, known_at } }) =>
    snake(await explainFigure(ctx, walletId, { figure, asOf: as_of, knownAt: known_at })),
});

const simulateRoute = route({
  method: "get",
  path: "/wallets/{walletId}/burn-order",
  scope: "wallets:read",
  summary: "Simulate a use: which grants would burn, in which order and why",
  params: WalletParams,
  query: z.object({ credits: amount(PositiveCredits), feature_key: FeatureKey }),
  reply: snakeSchema(SimulationView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query }) => {
    const featureId = await featureOf(ctx, query.feature_key);
    return snake(await simulateBurn(ctx, walletId, { amount: query.credits, featureId }));
  },
});

const grantEntriesRoute = route({
  method: "get",
  path: "/credit-grants/{grantId}/entries",
  scope: "ledger:read",
  summary: "List every movement of a grant with what caused it, newest first",
  params: z.object({ grantId: GrantId }),
  query: CursorQuery.extend(AsOfQuery.shape),
  reply: listOf(snakeSchema(GrantEntryView)).extend({
    accounts: snakeSchema(GrantEntriesPage.shape.accounts),
    ties_out: z.boolean(),
  }),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { grantId }, query }) => {
    let told: Pick<GrantEntriesPage, "accounts" | "tiesOut"> | undefined;
    const page = await cursorPage(
      query,
      async (walk) => {
        const asked = { ...walk, asOf: query.as_of, knownAt: query.known_at };
        const entries = await listGrantEntries(ctx, grantId, asked);
        told = entries;
        return entries;
      },
      snake,
    );
    if (!told) throw new RangeError("a page was not read");
    return { ...page, accounts: snake(told.accounts), ties_out: told.tiesOut };
  },
});

export const WALLET_HISTORY_ROUTES: readonly Route[] = [
  balanceRoute,
  grantsRoute,
  burnDownRoute,
  explainRoute,
  simulateRoute,
  grantEntriesRoute,
].flat();
