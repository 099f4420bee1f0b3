import * as z from "zod";
import type { CustomerId, FeatureId, GrantId, WalletId } from "@/lib/ids";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import type { TransactionFilter } from "@/lib/ledger/reads/transactions-filter";
import { GRANT_ACCOUNTS } from "@/lib/ledger/rules/books";
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import { describeTransaction } from "@/lib/ledger/schema/transaction-words";
import { parseCredits } from "@/lib/money/credits";
import type { CsvColumn } from "@/lib/text/csv";
import { unitsOfTransactions } from "../credit-units";
import { exportList } from "../export-list";
import { storedId, storedInstant } from "../stored-query";

const Text = z.string().nullish();
const AccountName = z.enum([...GRANT_ACCOUNTS, "issued", "overage", "invoiced"]).nullish();
const Amount = z.string().transform(parseCredits).nullish();

/** A `TransactionFilter` as its row keeps it. */
const Query = z.object({
  customerId: storedId<CustomerId>().nullish(),
  customer: Text,
  walletId: storedId<WalletId>().nullish(),
  grantId: storedId<GrantId>().nullish(),
  featureId: storedId<FeatureId>().nullish(),
  kinds: z.array(z.string()).nullish(),
  reasonCode: Text,
  member: Text,
  actor: Text,
  reference: Text,
  account: AccountName,
  from: AccountName,
  to: AccountName,
  category: z.enum(["PREPAID", "PROMOTIONAL", "COMMITTED"]).nullish(),
  creditUnit: Text,
  least: Amount,
  most: Amount,
  since: storedInstant.nullish(),
  until: storedInstant.nullish(),
  reversed: z.enum(["taken_back", "kept"]).nullish(),
});

const only = ({ wallets }: TransactionView) => (wallets.length === 1 ? wallets[0] : undefined);

/** The caller's own notes, as JSON; nothing where there are none. */
const notesOf = (metadata: TransactionView["metadata"]) =>
  Object.keys(metadata).length > 0 ? JSON.stringify(metadata) : null;

type Row = TransactionView & { readonly creditUnit: string | null };

const unitOf = ({ creditUnit }: Row) => creditUnit;

const COLUMNS: readonly CsvColumn<Row>[] = [
  ["id", ({ id }) => id],
  ["effective_at", ({ effectiveAt }) => effectiveAt],
  ["recorded_at", ({ recordedAt }) => recordedAt],
  ["customer_id", ({ customerId }) => customerId],
  ["customer", ({ customerName }) => customerName],
  ["kind", ({ kind }) => kind],
  ["description", describeTransaction],
  ["feature", ({ featureName }) => featureName],
  ["member", ({ member }) => member],
  ["amount", ({ amount }) => amount],
  ["change", ({ change }) => change],
  ["credit_unit", unitOf],
  ["wallet_id", (row) => only(row)?.walletId ?? null],
  ["available_after", (row) => only(row)?.figures.available ?? null],
  ["balance_after", (row) => only(row)?.figures.balance ?? null],
  ["actor", ({ actor }) => actor.name],
  ["reason_code", ({ reasonCode }) => reasonCode],
  ["reason", ({ reason }) => reason],
  ["reference", ({ reference }) => reference],
  ["reverses_id", ({ reversesId }) => reversesId],
  ["metadata", ({ metadata }) => notesOf(metadata)],
];

/** A line a transaction; figures after it where it touched one wallet. */
export const LEDGER = exportList({
  name: "Ledger",
  permission: "ledger:read",
  stored: Query,
  columns: COLUMNS,
  totals: { amount: unitOf, change: unitOf },
  writtenAt: ({ recordedAt }) => recordedAt,
  page: async (ctx, query: TransactionFilter, place) => {
    const { items, nextCursor } = await listTransactions(ctx, { ...query, ...place });
    const units = await unitsOfTransactions(
      ctx,
      items.map(({ id }) => id),
    );
    return {
      items: items.map((row) => ({ ...row, creditUnit: units.get(row.id) ?? null })),
      nextCursor,
    };
  },
});
