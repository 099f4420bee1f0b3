/** The books as a whole: their verification, their trial balance, and a wallet's statement. */
import * as z from "zod";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { findStatement } from "@/lib/ledger/reads/statement";
import { sumTrialBalance } from "@/lib/ledger/reads/trial-balance";
import { findVerification } from "@/lib/ledger/reads/verify-results";
import { StatementView } from "@/lib/ledger/schema/statement";
import { TrialBalanceView } from "@/lib/ledger/schema/trial-balance";
import { VerificationView } from "@/lib/ledger/schema/verification";
import { snake, snakeSchema } from "./dialect/snake";
import { CursorQuery, Instant } from "./fields";
import { type Route, route } from "./route";
import { WalletParams } from "./wallets";

const verificationRoute = route({
  method: "get",
  path: "/ledger/verification",
  scope: "ledger:read",
  summary: "The last check of the ledger against its entries, and one under way",
  reply: snakeSchema(VerificationView),
  status: 200,
  refusals: [],
  run: async (ctx) => snake(await findVerification(ctx)),
});

const trialBalanceRoute = route({
  method: "get",
  path: "/ledger/trial-balance",
  scope: "ledger:read",
  summary: "Sums per account of the ledger, which must be zero together",
  query: z.object({ as_of: Instant.optional(), credit_unit: z.string().min(1).max(50).optional() }),
  reply: snakeSchema(TrialBalanceView),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query: { as_of, credit_unit } }) => {
    const creditUnit = credit_unit ?? (await findCatalogDefaults(ctx)).creditUnit;
    return snake(await sumTrialBalance(ctx, { asOf: as_of ?? null, creditUnit }));
  },
});

const statementRoute = route({
  method: "get",
  path: "/wallets/{walletId}/statement",
  scope: "ledger:read",
  summary: "A wallet's statement of a period: opening, movements, closing",
  params: WalletParams,
  query: CursorQuery.omit({ offset: true }).extend({ from: Instant, to: Instant }),
  reply: snakeSchema(StatementView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { walletId }, query }) =>
    snake(await findStatement(ctx, walletId, query)),
});

export const LEDGER_ROUTES: readonly Route[] = [
  ...verificationRoute,
  ...trialBalanceRoute,
  ...statementRoute,
];
