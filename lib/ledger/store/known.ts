/** What was booked before under the references of a batch: replays are rebuilt from it. */
import type { Context, Origin } from "@/lib/context";
import type { Row, Tx } from "@/lib/db/tx";
import {
  type GrantId,
  idFromRow,
  type OverageLotId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import { type Answer, drawsOf } from "../rules/apply";
import type { Command, WalletFigures } from "../rules/command";
import { fromOutcome } from "./outcome";
import { accountFromRow, orNull, text } from "./rows";

export type Named = { readonly ctx: Context; readonly command: Command };

/** A transaction that stands under a reference. */
export type Known = { readonly contentHash: string; readonly answer: Answer };

/** References are unique per organization and origin. */
export const keyOf = (ctx: { organizationId: string; origin: Origin }, reference: string) =>
  `${ctx.organizationId}/${ctx.origin}/${reference}`;

// OFFSET 0: each by its own key. A plan that is kept from when the table was empty would walk
// through all of it for good.
const BY_REFERENCE = `SELECT t.id, t.organization_id, t.origin, t.reference, t.kind,
    encode(t.content_hash, 'hex') AS content_hash, t.amount::text AS amount, t.outcome
  FROM unnest($1::uuid[], $2::text[], $3::text[]) AS asked (organization_id, origin, reference)
  CROSS JOIN LATERAL (SELECT * FROM ledger_transaction AS own
    WHERE own.organization_id = asked.organization_id AND own.origin = asked.origin
      AND own.reference = asked.reference OFFSET 0) AS t`;
const ENTRIES = `SELECT transaction_id, wallet_id, grant_id, lot_id, from_account::text AS from_account,
    to_account::text AS to_account, amount::text AS amount, decided_by
  FROM ledger_entry WHERE transaction_id = ANY($1::uuid[]) ORDER BY transaction_id, position`;
const POSTINGS = `SELECT transaction_id, wallet_id, available::text AS available, held::text AS held,
    pending::text AS pending, overage::text AS overage
  FROM wallet_posting WHERE transaction_id = ANY($1::uuid[]) ORDER BY transaction_id, wallet_id`;

/** The transactions that already stand under these commands' references, by `keyOf`. */
export async function findKnown(
  tx: Tx,
  asked: readonly Named[],
): Promise<ReadonlyMap<string, Known>> {
  const rows = await tx.sql(BY_REFERENCE, [
    asked.map(({ ctx }) => ctx.organizationId),
    asked.map(({ ctx }) => ctx.origin),
    asked.map(({ command }) => command.reference),
  ]);
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => text(id));
  const entries = byTransaction(await tx.sql(ENTRIES, [ids]));
  const postings = byTransaction(await tx.sql(POSTINGS, [ids]));
  return new Map(
    rows.map((row) => {
      const id = text(row.id);
      const answer = answerFrom(row, entries.get(id) ?? [], postings.get(id) ?? []);
      const key = `${row.organization_id}/${row.origin}/${row.reference}`;
      return [key, { contentHash: text(row.content_hash), answer }];
    }),
  );
}

/** Whether something stands under this reference: a repeat is answered, whatever has changed since. */
export async function isBooked(tx: Tx, ctx: Context, reference: string): Promise<boolean> {
  const { organizationId, origin } = ctx;
  const rows = await tx.sql(BY_REFERENCE, [[organizationId], [origin], [reference]]);
  return rows.length > 0;
}

function answerFrom(row: Row, entries: readonly Row[], postings: readonly Row[]): Answer {
  return {
    ok: true,
    transactionId: idFromRow<TransactionId>(row.id),
    amount: creditsFromRow(row.amount),
    draws: drawsOf(entries.map(entryFromRow), text(row.kind)),
    figures: postings.map(figuresFromRow),
    ...fromOutcome(row.outcome),
  };
}

const entryFromRow = (row: Row) => ({
  walletId: idFromRow<WalletId>(row.wallet_id),
  grantId: orNull(row.grant_id, idFromRow<GrantId>),
  lotId: orNull(row.lot_id, idFromRow<OverageLotId>),
  from: accountFromRow(row.from_account),
  to: accountFromRow(row.to_account),
  amount: creditsFromRow(row.amount),
  decidedBy: orNull(row.decided_by, text) as Parameters<typeof drawsOf>[0][number]["decidedBy"],
});

const figuresFromRow = (row: Row): WalletFigures => ({
  walletId: idFromRow<WalletId>(row.wallet_id),
  available: creditsFromRow(row.available),
  held: creditsFromRow(row.held),
  pending: creditsFromRow(row.pending),
  overage: creditsFromRow(row.overage),
});

function byTransaction(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(text(row.transaction_id));
    if (group) group.push(row);
    else groups.set(text(row.transaction_id), [row]);
  }
  return groups;
}
