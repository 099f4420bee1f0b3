/** The append-only rows of a batch: transactions, postings, entries. */
import { actorId } from "@/lib/audit/record";
import { instantText, jsonColumn, plainColumn, textColumn } from "@/lib/db/columns";
import { type Param, type Tx, tell } from "@/lib/db/tx";
import { creditsText } from "@/lib/money/credits";
import type { Command, DebitCommand } from "../rules/command";
import { accountToRow } from "./rows";
import { causeOf, isDue, type Writing } from "./writing";

/** A reference that another session booked meanwhile is a fault that passes: tried again, it is found. */
const INSERT_TRANSACTIONS = `INSERT INTO ledger_transaction (id, organization_id, customer_id, kind,
    origin, reference, content_hash, amount, actor_kind, actor_id, actor_name, reason_code, reason,
    feature_id, member, group_id, cause_kind, cause_id, reverses_id, outcome, request_id,
    effective_at, recorded_at)
  SELECT id, organization_id, customer_id, kind, origin, reference,
    decode(content_hash, 'hex'), amount, actor_kind, actor_id, actor_name, reason_code, reason,
    feature_id, member, group_id, cause_kind, cause_id, reverses_id, outcome, request_id,
    effective_at, recorded_at
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::numeric[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::uuid[],
    $15::text[], $16::text[], $17::text[], $18::text[], $19::uuid[], $20::jsonb[], $21::text[],
    $22::timestamptz[], $23::timestamptz[])
    AS t (id, organization_id, customer_id, kind, origin, reference, content_hash, amount,
      actor_kind, actor_id, actor_name, reason_code, reason, feature_id, member, group_id,
      cause_kind, cause_id, reverses_id, outcome, request_id, effective_at, recorded_at)`;
const INSERT_POSTINGS = `INSERT INTO wallet_posting (wallet_id, seq, transaction_id, customer_id,
    available, held, pending, overage, at)
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::numeric[],
    $6::numeric[], $7::numeric[], $8::numeric[], $9::timestamptz[])`;
const INSERT_ENTRIES = `INSERT INTO ledger_entry (transaction_id, position, organization_id,
    customer_id, wallet_id, grant_id, lot_id, from_account, to_account, amount, decided_by, is_late,
    reverses, effective_at, recorded_at)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[],
    $7::uuid[], $8::ledger_account[], $9::ledger_account[], $10::numeric[], $11::text[],
    $12::boolean[], $13::int[], $14::timestamptz[], $15::timestamptz[])`;

export async function insertTransactions(tx: Tx, writings: readonly Writing[]): Promise<void> {
  await tell(tx, INSERT_TRANSACTIONS, transactionColumns(writings));
  await tell(tx, INSERT_POSTINGS, postingColumns(writings));
  await tell(tx, INSERT_ENTRIES, entryColumns(writings));
}

const debitOf = (command: Command): DebitCommand | undefined =>
  command.kind === "debit" ? command : undefined;

/** In the order of references: two batches that claim the same ones wait, and never deadlock. */
function byReference(a: Writing, b: Writing): number {
  return (
    compareText(a.command.reference, b.command.reference) ||
    compareText(a.ctx.organizationId, b.ctx.organizationId) ||
    compareText(a.ctx.origin, b.ctx.origin)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function transactionColumns(writings: readonly Writing[]): readonly Param[] {
  const rows = writings.toSorted(byReference);
  /** What belongs to the command; nothing of it to what time did before. */
  const asked = (read: (row: Writing) => string | null | undefined) =>
    textColumn(rows, (row) => (isDue(row) ? null : read(row)));
  return [
    plainColumn(rows, ({ transaction }) => transaction.id),
    plainColumn(rows, ({ ctx }) => ctx.organizationId),
    plainColumn(rows, ({ command }) => command.customerId),
    plainColumn(rows, ({ transaction }) => transaction.kind),
    plainColumn(rows, (row) => (isDue(row) ? "system" : row.ctx.origin)),
    textColumn(rows, (row) => (isDue(row) ? `due:${row.transaction.id}` : row.command.reference)),
    plainColumn(rows, ({ contentHash }) => contentHash),
    plainColumn(rows, ({ transaction }) => creditsText(transaction.amount)),
    plainColumn(rows, (row) => (isDue(row) ? "system" : row.ctx.actor.kind)),
    asked(({ ctx }) => actorId(ctx.actor)),
    textColumn(rows, (row) => (isDue(row) ? "time" : row.ctx.actor.name)),
    asked(({ command }) => command.reasonCode),
    asked(({ command }) => command.reason),
    asked(({ transaction }) => transaction.use?.featureId),
    asked(({ transaction }) => transaction.use?.member),
    asked(({ command }) => debitOf(command)?.groupId),
    textColumn(rows, (row) => causeOf(row)?.kind),
    textColumn(rows, (row) => causeOf(row)?.id),
    plainColumn(rows, ({ transaction }) => transaction.reverses),
    jsonColumn(rows, ({ outcome }) => outcome),
    textColumn(rows, ({ ctx }) => ctx.requestId),
    plainColumn(rows, ({ transaction }) => instantText(transaction.effectiveAt)),
    plainColumn(rows, ({ transaction }) => instantText(transaction.recordedAt)),
  ];
}

function postingColumns(writings: readonly Writing[]): readonly Param[] {
  const rows = writings.flatMap((writing) =>
    writing.transaction.postings.map((posting) => ({ posting, writing })),
  );
  return [
    plainColumn(rows, ({ posting }) => posting.walletId),
    plainColumn(rows, ({ posting }) => posting.seq),
    plainColumn(rows, ({ writing }) => writing.transaction.id),
    plainColumn(rows, ({ writing }) => writing.command.customerId),
    plainColumn(rows, ({ posting }) => creditsText(posting.available)),
    plainColumn(rows, ({ posting }) => creditsText(posting.held)),
    plainColumn(rows, ({ posting }) => creditsText(posting.pending)),
    plainColumn(rows, ({ posting }) => creditsText(posting.overage)),
    plainColumn(rows, ({ writing }) => instantText(writing.transaction.recordedAt)),
  ];
}

function entryColumns(writings: readonly Writing[]): readonly Param[] {
  const rows = writings.flatMap((writing) =>
    writing.transaction.entries.map((entry, position) => ({ entry, position, writing })),
  );
  return [
    plainColumn(rows, ({ writing }) => writing.transaction.id),
    plainColumn(rows, ({ position }) => position),
    plainColumn(rows, ({ writing }) => writing.ctx.organizationId),
    plainColumn(rows, ({ writing }) => writing.command.customerId),
    plainColumn(rows, ({ entry }) => entry.walletId),
    plainColumn(rows, ({ entry }) => entry.grantId),
    plainColumn(rows, ({ entry }) => entry.lotId),
    plainColumn(rows, ({ entry }) => accountToRow(entry.from)),
    plainColumn(rows, ({ entry }) => accountToRow(entry.to)),
    plainColumn(rows, ({ entry }) => creditsText(entry.amount)),
    plainColumn(rows, ({ entry }) => entry.decidedBy),
    plainColumn(rows, ({ entry }) => entry.isLate),
    plainColumn(rows, ({ entry }) => entry.reverses),
    plainColumn(rows, ({ entry }) => instantText(entry.effectiveAt)),
    plainColumn(rows, ({ writing }) => instantText(writing.transaction.recordedAt)),
  ];
}
