import { listFeatures } from "@/lib/catalog/reads/features";
import type { Context } from "@/lib/context";
import type { CustomerId } from "@/lib/ids";
import { findTransaction, listTransactions } from "@/lib/ledger/reads/transactions";
import { listDayTotals } from "@/lib/ledger/reads/transactions-days";
import type { DayTotalView, TransactionView } from "@/lib/ledger/schema/transaction";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";
import { type LedgerParams, ledgerQuery, openedId } from "./search-params";

/** A transaction with the local day on which it was written. */
export type LedgerRow = TransactionView & { readonly day: string };

export type LedgerPage = {
  readonly rows: readonly LedgerRow[];
  /** The days of these rows, each whole. */
  readonly days: readonly DayTotalView[];
  readonly nextCursor: string | null;
  /** The entry that the address names, where there is one. */
  readonly opened: TransactionView | undefined;
};

/** A page of the ledger as the address asks for it, of all customers or of one. */
export async function loadLedger(
  ctx: Context,
  params: LedgerParams,
  { zone, customerId }: { readonly zone: string; readonly customerId?: CustomerId },
): Promise<LedgerPage> {
  const query = { ...ledgerQuery(params, zone), ...(customerId && { customerId }) };
  const named = openedId(params);
  const [{ items, nextCursor }, opened] = await Promise.all([
    listTransactions(ctx, query),
    named && findTransaction(ctx, named),
  ]);
  const rows = items.map((row) => ({ ...row, day: localDay(new Date(row.recordedAt), zone) }));
  const [newest, oldest] = [rows[0], rows.at(-1)];
  if (!newest || !oldest) return { rows, days: [], nextCursor, opened };
  const since = startOfDay(oldest.day, zone);
  const until = startOfDay(addToDay(newest.day, 1), zone);
  const range = {
    since: query.since && query.since > since ? query.since : since,
    until: query.until && query.until < until ? query.until : until,
  };
  return { rows, days: await listDayTotals(ctx, { ...query, ...range }, zone), nextCursor, opened };
}

/** What the form of filters offers of the catalogue: more than a list that one chooses from is none. */
export async function featureChoices(ctx: Context) {
  const all = { search: "", type: null, status: null, limit: 200, offset: 0 };
  const { items } = await listFeatures(ctx, all);
  return items.map(({ id, name }) => ({ value: id, label: name }));
}
