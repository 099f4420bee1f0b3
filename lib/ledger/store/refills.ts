/** Refills of wallets, as rows; read only where a wallet has some. */
import type { Row, Tx } from "@/lib/db/tx";
import { type FeatureId, type GrantId, idFromRow, type RefillId, type WalletId } from "@/lib/ids";
import { creditsFromRow, creditsText, nanocredits, parseCredits } from "@/lib/money/credits";
import { moneyFromRow, moneyText } from "@/lib/money/money";
import type { PeriodLine } from "@/lib/time/period";
import { type Books, isRunning, type Refill, type Wallet } from "../rules/books";
import type { GrantCategory } from "../rules/terms";
import type { RefillTerms } from "../rules/wallet-command";
import type { Asking } from "./asking";
import { keepsFromRow, keepsToRow, type StoredKeeps } from "./life";
import { instant, orNull, text } from "./rows";
import { column, type Merged } from "./writing";

export const REFILL_COLUMNS = `id, wallet_id, terms, period, period_count, zone, anchor_at,
  first_grant_id, next_index, next_at, ends_at, stopped_at, created_at`;

const RUNNING = `SELECT ${REFILL_COLUMNS} FROM wallet_refill
  WHERE wallet_id = ANY($1::uuid[]) AND next_at IS NOT NULL ORDER BY created_at, id`;
const NAMED = `SELECT ${REFILL_COLUMNS} FROM wallet_refill
  WHERE id = ANY($1::uuid[]) AND wallet_id = ANY($2::uuid[]) AND next_at IS NULL`;
const UPSERT = `INSERT INTO wallet_refill (organization_id, customer_id, ${REFILL_COLUMNS})
  SELECT w.organization_id, w.customer_id, r.id, r.wallet_id, r.terms::jsonb, r.period,
    r.period_count, r.zone, r.anchor_at, r.first_grant_id, r.next_index, r.next_at, r.ends_at,
    r.stopped_at, r.created_at
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[],
    $7::timestamptz[], $8::uuid[], $9::int[], $10::timestamptz[], $11::timestamptz[],
    $12::timestamptz[], $13::timestamptz[]) AS r (${REFILL_COLUMNS})
  JOIN wallet AS w ON w.id = r.wallet_id
  ON CONFLICT (id) DO UPDATE SET first_grant_id = excluded.first_grant_id,
    next_index = excluded.next_index, next_at = excluded.next_at, stopped_at = excluded.stopped_at`;
const FLAG = `UPDATE wallet SET has_refills = flag.has_refills
  FROM unnest($1::uuid[], $2::boolean[]) AS flag (id, has_refills) WHERE wallet.id = flag.id`;

/** The running refills of these wallets, and those that a command names. */
export async function loadRefills(
  tx: Tx,
  wallets: readonly Wallet[],
  askings: readonly Asking[],
): Promise<readonly Refill[]> {
  const filled = wallets.filter(({ hasRefills }) => hasRefills).map(({ id }) => id);
  const named = askings.flatMap(({ command }) =>
    command.kind === "stop_refill" ? [command.refillId] : [],
  );
  const running = filled.length > 0 ? await tx.sql(RUNNING, [filled]) : [];
  const ids = wallets.map(({ id }) => id);
  const over = named.length > 0 ? await tx.sql(NAMED, [named, ids]) : [];
  return [...running, ...over].map(refillFromRow);
}

/** Writes those that a batch started, moved on or stopped. */
export async function writeRefills(
  tx: Tx,
  { books, old }: { readonly books: Merged; readonly old: Merged },
): Promise<void> {
  const rows = [...new Set(books.booksOf.values())].flatMap(({ refills }) =>
    [...refills.values()].filter(
      (refill) => old.booksOf.get(refill.walletId)?.refills.get(refill.id) !== refill,
    ),
  );
  if (rows.length === 0) return;
  await tx.sql(UPSERT, [
    column(rows, ({ id }) => id),
    column(rows, ({ walletId }) => walletId),
    column(rows, ({ terms }) => termsToRow(terms)),
    column(rows, ({ line }) => line.cadence.length),
    column(rows, ({ line }) => line.cadence.count),
    column(rows, ({ line }) => line.zone),
    column(rows, ({ line }) => line.anchorAt.toISOString()),
    column(rows, ({ firstGrantId }) => firstGrantId),
    column(rows, ({ nextIndex }) => nextIndex),
    column(rows, ({ nextAt }) => nextAt?.toISOString() ?? null),
    column(rows, ({ endsAt }) => endsAt?.toISOString() ?? null),
    column(rows, ({ stoppedAt }) => stoppedAt?.toISOString() ?? null),
    column(rows, ({ createdAt }) => createdAt.toISOString()),
  ]);
  const wallets = [...new Set(rows.map(({ walletId }) => walletId))];
  const runs = (id: WalletId) => hasRunning(books.booksOf.get(id), id);
  await tx.sql(FLAG, [wallets, wallets.map(runs)]);
}

const hasRunning = (books: Books | undefined, walletId: WalletId): boolean =>
  books !== undefined &&
  [...books.refills.values()].some(
    (refill) => refill.walletId === walletId && isRunning(books, refill),
  );

export const refillFromRow = (row: Row): Refill => ({
  id: idFromRow<RefillId>(row.id),
  walletId: idFromRow<WalletId>(row.wallet_id),
  terms: termsFromRow(row.terms as StoredTerms),
  line: {
    anchorAt: instant(row.anchor_at),
    zone: text(row.zone),
    cadence: {
      length: row.period as PeriodLine["cadence"]["length"],
      count: row.period_count as number,
    },
  },
  firstGrantId: orNull(row.first_grant_id, idFromRow<GrantId>),
  nextIndex: row.next_index as number,
  nextAt: orNull(row.next_at, instant),
  endsAt: orNull(row.ends_at, instant),
  stoppedAt: orNull(row.stopped_at, instant),
  createdAt: instant(row.created_at),
});

type StoredTerms = {
  readonly name: string;
  readonly amount: string;
  readonly category: GrantCategory;
  readonly priority: number;
  readonly cost: string;
  readonly currency: string;
  readonly features: readonly string[];
  readonly rollover?: StoredKeeps & { readonly places: number; readonly periods: number };
  readonly min?: string;
  readonly max?: string;
};

function termsToRow({ amount, costTotal, featureIds, rollover, reset, ...terms }: RefillTerms) {
  const { name, category, priority, currency } = terms;
  const stored: StoredTerms = {
    ...{ name, category, priority, currency, features: featureIds },
    amount: creditsText(amount),
    cost: moneyText(costTotal),
    ...(rollover !== null && { rollover: rolloverToRow(rollover) }),
    ...(reset !== null && { min: creditsText(reset.min), max: creditsText(reset.max) }),
  };
  return JSON.stringify(stored);
}

const rolloverToRow = ({ keeps, places, periods }: NonNullable<RefillTerms["rollover"]>) => ({
  ...keepsToRow(keeps),
  places,
  periods,
});

function termsFromRow({ amount, cost, features, rollover, min, max, ...terms }: StoredTerms) {
  const { places = 0, periods = 1, ...keeps } = rollover ?? {};
  return {
    ...terms,
    amount: creditsFromRow(amount),
    costTotal: moneyFromRow(cost),
    featureIds: features as FeatureId[],
    rollover: rollover ? { keeps: keepsFromRow(keeps), places, periods } : null,
    reset: max === undefined ? null : { min: bound(min), max: bound(max) },
  };
}

const bound = (written: string | undefined) => parseCredits(written ?? "0") ?? nanocredits(0n);
