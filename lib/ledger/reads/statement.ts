import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { invalidField, notFound } from "@/lib/errors";
import { type CustomerId, idFromRow, idText, type TransactionId, type WalletId } from "@/lib/ids";
import {
  type Credits,
  creditsFromRow,
  creditsText,
  max,
  minus,
  plus,
  ZERO,
} from "@/lib/money/credits";
import type { WalletFigures } from "../rules/command";
import type { StatementLineView, StatementView } from "../schema/statement";
import { instant, orNull, text } from "../store/rows";
import { figuresView } from "../view";
import { causeView } from "./cause-view";
import { STATEMENT_LINES, STATEMENT_SUMS, STATEMENT_TOTALS } from "./statement-sql";

export type StatementQuery = {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** As it was after this posting of the wallet; after the last one unless told. */
  readonly seq?: string;
  readonly cursor: string | null;
  readonly limit: number;
};

type Figures = Omit<WalletFigures, "walletId">;

/**
 * A wallet's statement of a period, by when things count. It is of one moment however many pages
 * are read, as long as nothing is booked between them.
 *
 * @throws DomainError `not_found`; `validation_error` for a period that ends before it begins.
 */
export async function findStatement(
  ctx: Context,
  walletId: WalletId,
  { from, to, seq, cursor, limit }: StatementQuery,
): Promise<StatementView> {
  if (from > to) throw invalidField("to", "Ends before it begins");
  const after = cursor === null ? [null, null] : readPlace(cursor);
  const wallet = await findPosted(ctx, walletId, seq);
  const period = [walletId, wallet.seq, from, to];
  const [[sums], [totals], rows] = await Promise.all([
    readSql(STATEMENT_SUMS, period),
    readSql(STATEMENT_TOTALS, period),
    readSql(STATEMENT_LINES, [...period, ...after, limit]),
  ]);
  if (!sums || !totals) throw new RangeError("sums without a row");
  const opening = figuresOf(sums, "before");
  const closing = combined(opening, figuresOf(sums, "within"), plus);
  const posted = combined(wallet.figures, figuresOf(sums, "after"), minus);
  const [came, went] = [creditsFromRow(totals.came), creditsFromRow(totals.went)];
  const last = rows[limit - 1];
  return {
    ...wallet.named,
    from: from.toISOString(),
    to: to.toISOString(),
    opening: figuresView(opening),
    closing: figuresView(closing),
    totals: { in: creditsText(came), out: creditsText(went), lines: Number(totals.lines) },
    lines: rows.slice(0, limit).map((row) => lineOf(row, opening)),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
    tiesOut:
      isSame(closing, posted) && plus(balanceOf(opening), minus(came, went)) === balanceOf(closing),
    posted: figuresView(posted),
  };
}

/** The wallet's last posting, for a statement that is read in pieces. @throws DomainError `not_found`. */
export const findLastPosting = async (ctx: Context, walletId: WalletId): Promise<string> =>
  (await findPosted(ctx, walletId)).seq;

/** Whose it is, and its figures after its last posting: no later one takes part in the statement. */
async function findPosted(ctx: Context, walletId: WalletId, last?: string) {
  const [row] = await readSql(
    `SELECT w.name, w.credit_unit, w.customer_id, c.name AS customer_name, coalesce(p.seq, 0)::text AS seq,
       coalesce(p.available, 0)::numeric(38,9)::text AS available,
       coalesce(p.held, 0)::numeric(38,9)::text AS held,
       coalesce(p.pending, 0)::numeric(38,9)::text AS pending,
       coalesce(p.overage, 0)::numeric(38,9)::text AS overage
     FROM wallet AS w JOIN customer AS c ON c.id = w.customer_id
       LEFT JOIN LATERAL (SELECT * FROM wallet_posting WHERE wallet_id = w.id
         AND ($3::bigint IS NULL OR seq <= $3::bigint) ORDER BY seq DESC LIMIT 1) AS p ON true
     WHERE w.id = $1::uuid AND w.organization_id = $2::uuid`,
    [walletId, ctx.organizationId, last ?? null],
  );
  if (!row) throw notFound("wallet", idText("wal", walletId));
  return {
    seq: text(row.seq),
    figures: {
      available: creditsFromRow(row.available),
      held: creditsFromRow(row.held),
      pending: creditsFromRow(row.pending),
      overage: creditsFromRow(row.overage),
    },
    named: {
      walletId: idText("wal", walletId),
      walletName: text(row.name),
      customerId: idText("cus", idFromRow<CustomerId>(row.customer_id)),
      customerName: text(row.customer_name),
      creditUnit: text(row.credit_unit),
    },
  };
}

const figuresOf = (row: Row, when: "before" | "within" | "after"): Figures => ({
  available: creditsFromRow(row[`available_${when}`]),
  held: creditsFromRow(row[`held_${when}`]),
  pending: creditsFromRow(row[`pending_${when}`]),
  overage: creditsFromRow(row[`overage_${when}`]),
});

const combined = (a: Figures, b: Figures, join: (a: Credits, b: Credits) => Credits): Figures => ({
  available: join(a.available, b.available),
  held: join(a.held, b.held),
  pending: join(a.pending, b.pending),
  overage: join(a.overage, b.overage),
});

const isSame = (a: Figures, b: Figures) =>
  Object.values(combined(a, b, minus)).every((difference) => difference === ZERO);

const balanceOf = ({ available, held, overage }: Figures) => minus(plus(available, held), overage);

function lineOf(row: Row, opening: Figures): StatementLineView {
  const change = creditsFromRow(row.change);
  const names = (row.grant_names ?? {}) as Readonly<Record<string, string>>;
  const entries = row.entries as readonly [string | null, string, string, string][];
  return {
    transactionId: idText("ltx", idFromRow<TransactionId>(row.transaction_id)),
    at: instant(row.at).toISOString(),
    recordedAt: instant(row.recorded_at).toISOString(),
    seq: Number(row.seq),
    kind: text(row.kind),
    featureName: orNull(row.feature_name, text),
    member: orNull(row.member, text),
    reasonCode: orNull(row.reason_code, text),
    reason: orNull(row.reason, text),
    cause: causeView(row),
    reference: text(row.reference),
    actor: text(row.actor_name),
    entries: entries.map(([grant, from, to, amount]) => ({
      grantName: grant === null ? null : (names[grant] ?? null),
      ...{ from, to },
      amount: creditsText(creditsFromRow(amount)),
    })),
    in: creditsText(max(change, ZERO)),
    out: creditsText(max(minus(ZERO, change), ZERO)),
    balance: creditsText(plus(balanceOf(opening), creditsFromRow(row.balance_so_far))),
    available: creditsText(plus(opening.available, creditsFromRow(row.available_so_far))),
  };
}

const CURSOR = /^(\d{1,15})\.(\d{1,18})$/;

const cursorOf = (row: Row) => `${instant(row.at).getTime()}.${text(row.seq)}`;

function readPlace(cursor: string): readonly [Date, string] {
  const [, at, seq] = CURSOR.exec(cursor) ?? [];
  if (at === undefined || seq === undefined)
    throw invalidField("cursor", "Not a cursor of this list");
  return [new Date(Number(at)), seq];
}
