/** The append-only rows of a batch: transactions, postings, entries. */
import { actorId } from "@/lib/audit/record";
import type { Param } from "@/lib/db/tx";
import { creditsText } from "@/lib/money/credits";
import type { Command, DebitCommand } from "../rules/command";
import { accountToRow } from "./rows";
import { column, isDue, type Writing } from "./writing";

/**
 * The parts that append; parameters 1 to 47. A reference that another session booked meanwhile
 * is left out, and the count tells.
 */
export const BOOK_ENTRIES = `claimed AS (
    INSERT INTO ledger_transaction (id, organization_id, customer_id, kind, origin, reference,
      content_hash, amount, actor_kind, actor_id, actor_name, reason_code, reason, feature_id, member,
      group_id, cause_kind, cause_id, reverses_id, outcome, request_id, effective_at, recorded_at)
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
        cause_kind, cause_id, reverses_id, outcome, request_id, effective_at, recorded_at)
    ON CONFLICT (organization_id, origin, reference) DO NOTHING
    RETURNING 1
  ), postings AS (
    INSERT INTO wallet_posting (wallet_id, seq, transaction_id, customer_id, available, held,
      pending, overage, at)
    SELECT * FROM unnest($24::uuid[], $25::bigint[], $26::uuid[], $27::uuid[], $28::numeric[],
      $29::numeric[], $30::numeric[], $31::numeric[], $32::timestamptz[])
  ), entries AS (
    INSERT INTO ledger_entry (transaction_id, position, organization_id, customer_id, wallet_id,
      grant_id, lot_id, from_account, to_account, amount, decided_by, is_late, reverses,
      effective_at, recorded_at)
    SELECT * FROM unnest($33::uuid[], $34::int[], $35::uuid[], $36::uuid[], $37::uuid[],
      $38::uuid[], $39::uuid[], $40::ledger_account[], $41::ledger_account[], $42::numeric[],
      $43::text[], $44::boolean[], $45::int[], $46::timestamptz[], $47::timestamptz[])
  )`;

const debitOf = (command: Command): DebitCommand | undefined =>
  command.kind === "debit" ? command : undefined;

const sortKey = ({ ctx, command }: Writing) =>
  `${ctx.organizationId}${ctx.origin}${command.reference}`;

/** In the order of references: two batches that claim the same ones wait, and never deadlock. */
export function transactionColumns(writings: readonly Writing[]): readonly Param[] {
  const rows = writings
    .map((writing) => ({ ...writing, key: sortKey(writing), due: isDue(writing) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  /** What belongs to the command; nothing of it to what time did before. */
  const asked = <Value>(read: (row: (typeof rows)[number]) => Value) =>
    column(rows, (row) => (row.due ? null : (read(row) ?? null)));
  return [
    column(rows, ({ transaction }) => transaction.id),
    column(rows, ({ ctx }) => ctx.organizationId),
    column(rows, ({ command }) => command.customerId),
    column(rows, ({ transaction }) => transaction.kind),
    column(rows, ({ ctx, due }) => (due ? "system" : ctx.origin)),
    column(rows, ({ command, transaction, due }) =>
      due ? `due:${transaction.id}` : command.reference,
    ),
    column(rows, ({ contentHash }) => contentHash),
    column(rows, ({ transaction }) => creditsText(transaction.amount)),
    column(rows, ({ ctx, due }) => (due ? "system" : ctx.actor.kind)),
    asked(({ ctx }) => actorId(ctx.actor)),
    column(rows, ({ ctx, due }) => (due ? "time" : ctx.actor.name)),
    asked(({ command }) => command.reasonCode),
    asked(({ command }) => command.reason),
    asked(({ transaction }) => transaction.use?.featureId),
    asked(({ transaction }) => transaction.use?.member),
    asked(({ command }) => debitOf(command)?.groupId),
    asked(({ command }) => command.cause?.kind),
    asked(({ command }) => command.cause?.id),
    column(rows, ({ transaction }) => transaction.reverses),
    column(rows, ({ outcome }) => outcome),
    column(rows, ({ ctx }) => ctx.requestId),
    column(rows, ({ transaction }) => transaction.effectiveAt.toISOString()),
    column(rows, ({ transaction }) => transaction.recordedAt.toISOString()),
  ];
}

export function postingColumns(writings: readonly Writing[]): readonly Param[] {
  const rows = writings.flatMap(({ transaction, command }) =>
    transaction.postings.map((posting) => ({ ...posting, transaction, command })),
  );
  return [
    column(rows, ({ walletId }) => walletId),
    column(rows, ({ seq }) => seq),
    column(rows, ({ transaction }) => transaction.id),
    column(rows, ({ command }) => command.customerId),
    column(rows, ({ available }) => creditsText(available)),
    column(rows, ({ held }) => creditsText(held)),
    column(rows, ({ pending }) => creditsText(pending)),
    column(rows, ({ overage }) => creditsText(overage)),
    column(rows, ({ transaction }) => transaction.recordedAt.toISOString()),
  ];
}

export function entryColumns(writings: readonly Writing[]): readonly Param[] {
  const rows = writings.flatMap(({ transaction, command, ctx }) =>
    transaction.entries.map((entry, position) => ({ entry, position, transaction, command, ctx })),
  );
  return [
    column(rows, ({ transaction }) => transaction.id),
    column(rows, ({ position }) => position),
    column(rows, ({ ctx }) => ctx.organizationId),
    column(rows, ({ command }) => command.customerId),
    column(rows, ({ entry }) => entry.walletId),
    column(rows, ({ entry }) => entry.grantId),
    column(rows, ({ entry }) => entry.lotId),
    column(rows, ({ entry }) => accountToRow(entry.from)),
    column(rows, ({ entry }) => accountToRow(entry.to)),
    column(rows, ({ entry }) => creditsText(entry.amount)),
    column(rows, ({ entry }) => entry.decidedBy),
    column(rows, ({ entry }) => entry.isLate),
    column(rows, ({ entry }) => entry.reverses),
    column(rows, ({ entry }) => entry.effectiveAt.toISOString()),
    column(rows, ({ transaction }) => transaction.recordedAt.toISOString()),
  ];
}
