/** Fees in credits as the ledger has them: what each drew, and what of it the period's credits paid. */
import type { Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type GrantId,
  idFromRow,
  type SubscriptionId,
  type TransactionId,
} from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";

export type StoredDraw = {
  readonly transactionId: TransactionId;
  /** `subscription:<id>:fee:<charge>:<index>`, and perhaps more. */
  readonly reference: string;
  readonly at: Date;
  /** Less what went back. */
  readonly amount: Credits;
  /** Of it, what the grants asked about paid. */
  readonly ofGrants: Credits;
};

/** Of a subscription, those that were drawn at `since` or later. */
export async function loadDrawnFees(
  tx: Tx,
  of: { readonly customerId: CustomerId; readonly subscriptionId: SubscriptionId },
  { since, grantIds }: { readonly since: Date; readonly grantIds: readonly GrantId[] },
): Promise<readonly StoredDraw[]> {
  const rows = await tx.sql(
    `SELECT debit.id, debit.reference, debit.effective_at,
       (debit.amount - coalesce(sum(back.amount), 0))::text AS amount,
       (SELECT coalesce(sum(CASE WHEN to_account = 'CONSUMED' THEN entry.amount ELSE -entry.amount END), 0)
        FROM ledger_transaction AS part JOIN ledger_entry AS entry ON entry.transaction_id = part.id
        WHERE (part.id = debit.id OR part.reverses_id = debit.id)
          AND entry.grant_id = ANY($4::uuid[])
          AND 'CONSUMED' IN (from_account, to_account))::text AS of_grants
     FROM ledger_transaction AS debit
     LEFT JOIN ledger_transaction AS back ON back.reverses_id = debit.id
     WHERE debit.customer_id = $1::uuid AND debit.recorded_at >= $3::timestamptz
       AND debit.effective_at >= $3::timestamptz AND debit.kind = 'debit'
       AND debit.cause_kind = 'subscription' AND debit.cause_id = $2::text
       AND starts_with(debit.reference, 'subscription:' || $2::text || ':fee:')
     GROUP BY debit.id ORDER BY debit.id`,
    [of.customerId, of.subscriptionId, since.toISOString(), grantIds],
  );
  return rows.map((row) => ({
    transactionId: idFromRow<TransactionId>(row.id),
    reference: String(row.reference),
    at: row.effective_at as Date,
    amount: creditsFromRow(row.amount),
    ofGrants: creditsFromRow(row.of_grants),
  }));
}
