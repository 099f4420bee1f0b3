/** What a step has booked, read back from the books themselves; and the timeline that keeps it. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type AdvanceId,
  type CustomerId,
  type GrantId,
  type HoldId,
  idFromRow,
  type OrganizationId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import type { Account } from "@/lib/ledger/rules/books";
import { type Happening, kindOf, NOTHING_NAMED } from "../rules/happening";

type Ids = readonly CustomerId[];

/** Where the customers' ledgers end; what comes after it is new. Locks their wallets, as every writer does. */
export async function loadLedgerEnds(tx: Tx, customers: Ids): Promise<readonly Row[]> {
  return tx.sql(
    `SELECT id, seq::int AS seq FROM wallet WHERE customer_id = ANY($1::uuid[])
     ORDER BY id FOR UPDATE`,
    [customers],
  );
}

/** Holds that `until` will end, with what they still hold. */
export async function loadEndingHolds(
  tx: Tx,
  customers: Ids,
  until: Date,
): Promise<readonly Happening[]> {
  const rows = await tx.sql(
    `SELECT id, customer_id, expires_at, credit_unit,
       trim_scale(amount - captured - released)::text AS held
     FROM credit_hold WHERE customer_id = ANY($1::uuid[]) AND state = 'OPEN'
       AND expires_at <= $2::timestamptz ORDER BY expires_at, id`,
    [customers, until],
  );
  return rows.map((row) => ({
    ...NOTHING_NAMED,
    at: row.expires_at as Date,
    customerId: idFromRow<CustomerId>(row.customer_id),
    kind: "hold_ended",
    amount: String(row.held),
    unit: String(row.credit_unit),
    holdId: idFromRow<HoldId>(row.id),
  }));
}

/** An entry's happening, and whether time alone caused it. */
export type BookedHappening = { readonly isDue: boolean; readonly happening: Happening };

/** What the entries booked since `ends` tell, in the order in which they were booked. */
export async function loadBooked(
  tx: Tx,
  customers: Ids,
  ends: readonly Row[],
): Promise<readonly BookedHappening[]> {
  const rows = await tx.sql(
    `SELECT entry.transaction_id, entry.customer_id, entry.wallet_id, entry.grant_id,
       entry.lot_id IS NOT NULL AS is_of_lot, lower(entry.from_account::text) AS from_account,
       lower(entry.to_account::text) AS to_account, trim_scale(entry.amount)::text AS amount,
       entry.effective_at, booked.kind = 'due' AS is_due, given.name, given.source,
       wallet.credit_unit
     FROM wallet LEFT JOIN unnest($2::uuid[], $3::int[]) AS known (wallet_id, seq)
         ON known.wallet_id = wallet.id
       JOIN wallet_posting AS posting ON posting.wallet_id = wallet.id
         AND posting.seq > coalesce(known.seq, 0)
       JOIN ledger_entry AS entry ON entry.transaction_id = posting.transaction_id
         AND entry.wallet_id = wallet.id
       JOIN ledger_transaction AS booked ON booked.id = entry.transaction_id
       LEFT JOIN credit_grant AS given ON given.id = entry.grant_id
     WHERE wallet.customer_id = ANY($1::uuid[])
     ORDER BY booked.id, entry.position`,
    [customers, ends.map(({ id }) => String(id)), ends.map(({ seq }) => Number(seq))],
  );
  return rows.flatMap((row) => {
    const happening = happeningFromRow(row);
    return happening ? [{ isDue: row.is_due === true, happening }] : [];
  });
}

function happeningFromRow(row: Row): Happening | undefined {
  const kind = kindOf({
    from: row.from_account as Account,
    to: row.to_account as Account,
    source: row.source as string | null,
    isOfLot: row.is_of_lot === true,
  });
  return (
    kind && {
      ...NOTHING_NAMED,
      kind,
      at: row.effective_at as Date,
      customerId: idFromRow<CustomerId>(row.customer_id),
      name: row.name as string | null,
      amount: String(row.amount),
      unit: String(row.credit_unit),
      walletId: idFromRow<WalletId>(row.wallet_id),
      grantId: row.grant_id === null ? null : idFromRow<GrantId>(row.grant_id),
      transactionId: idFromRow<TransactionId>(row.transaction_id),
    }
  );
}

/** Adds to a way's timeline, after what it has already. */
export async function insertHappenings(
  tx: Tx,
  { organizationId, advanceId }: { organizationId: OrganizationId; advanceId: AdvanceId },
  happenings: readonly Happening[],
): Promise<void> {
  if (happenings.length === 0) return;
  const column = <T>(read: (happening: Happening) => T) => happenings.map(read);
  await tx.sql(
    `INSERT INTO test_clock_happening (advance_id, position, organization_id, customer_id, at, kind,
       name, amount, unit, wallet_id, grant_id, hold_id, transaction_id, subscription_id, invoice_id)
     SELECT $1::uuid, place + (SELECT count(*) FROM test_clock_happening WHERE advance_id = $1::uuid),
       $2::uuid, customer_id, at, kind, name, amount, unit, wallet_id, grant_id, hold_id,
       transaction_id, subscription_id, invoice_id
     FROM unnest($3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::numeric[], $8::text[],
       $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::uuid[])
       WITH ORDINALITY AS new (customer_id, at, kind, name, amount, unit, wallet_id, grant_id,
         hold_id, transaction_id, subscription_id, invoice_id, place)`,
    [
      advanceId,
      organizationId,
      column(({ customerId }) => customerId),
      column(({ at }) => at.toISOString()),
      column(({ kind }) => kind),
      column(({ name }) => name),
      column(({ amount }) => amount),
      column(({ unit }) => unit),
      column(({ walletId }) => walletId),
      column(({ grantId }) => grantId),
      column(({ holdId }) => holdId),
      column(({ transactionId }) => transactionId),
      column(({ subscriptionId }) => subscriptionId),
      column(({ invoiceId }) => invoiceId),
    ],
  );
}
