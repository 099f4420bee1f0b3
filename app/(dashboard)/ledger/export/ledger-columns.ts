import type { TransactionView } from "@/lib/ledger/schema/transaction";
import type { CsvColumn } from "@/lib/transport/csv";
import { describeTransaction } from "../_components/transaction-words";

const only = ({ wallets }: TransactionView) => (wallets.length === 1 ? wallets[0] : undefined);

/** The caller's own notes, as JSON; nothing where there are none. */
const notesOf = (metadata: TransactionView["metadata"]) =>
  Object.keys(metadata).length > 0 ? JSON.stringify(metadata) : null;

/** The ledger as a file: a line a transaction; figures after it where it touched one wallet. */
export const LEDGER_COLUMNS: readonly CsvColumn<TransactionView>[] = [
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
