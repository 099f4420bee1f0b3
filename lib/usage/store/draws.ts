/** What a feature's use has drawn from a customer's wallets, for giving it back. */
import type { Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type FeatureId,
  idFromRow,
  type OrganizationId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import type { PriceWindow } from "../rules/price-window";

export type FeatureDraw = {
  readonly id: TransactionId;
  readonly effectiveAt: Date;
  /** Drawn and owed. */
  readonly amount: Credits;
  /** Not given back yet; overage that was forgiven or invoiced counts as left. */
  readonly left: Credits;
};

export type DrawsAsked = {
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly featureId: FeatureId;
  /** Null: of any. */
  readonly creditUnit: string | null;
  readonly window: PriceWindow;
  /** Continues after this one; null: from the last. */
  readonly after: FeatureDraw | null;
  readonly limit: number;
};

/**
 * The last first. Nothing is booked before it counts, but clocks may differ by less than a day.
 * `IS TRUE` keeps a plan from walking through the whole organization instead of the customer.
 */
export async function findFeatureDraws(
  tx: Tx,
  { organizationId, customerId, featureId, creditUnit, window, after, limit }: DrawsAsked,
): Promise<readonly FeatureDraw[]> {
  const rows = await tx.sql(
    `SELECT t.id, t.effective_at, t.amount::text AS amount,
       (t.amount - back.amount)::numeric(38,9)::text AS unreturned
     FROM ledger_transaction AS t
     CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount), 0) AS amount FROM ledger_transaction AS r
       WHERE r.reverses_id = t.id) AS back
     WHERE (t.organization_id = $1::uuid) IS TRUE AND t.customer_id = $2::uuid AND t.feature_id = $3::uuid
       AND t.kind = 'debit' AND t.cause_kind = 'usage' AND t.amount > back.amount
       AND t.recorded_at >= $4::timestamptz - interval '1 day'
       AND t.effective_at >= $4::timestamptz
       AND ($5::timestamptz IS NULL OR t.effective_at < $5::timestamptz)
       AND ($6::timestamptz IS NULL OR (t.effective_at, t.id) < ($6::timestamptz, $7::uuid))
       AND ($8::text IS NULL OR EXISTS (SELECT FROM wallet_posting AS p
         JOIN wallet AS w ON w.id = p.wallet_id
         WHERE p.transaction_id = t.id AND w.credit_unit = $8::text))
     ORDER BY t.effective_at DESC, t.id DESC LIMIT $9::int`,
    [
      organizationId,
      customerId,
      featureId,
      window.from.toISOString(),
      window.to?.toISOString() ?? null,
      after?.effectiveAt.toISOString() ?? null,
      after?.id ?? null,
      creditUnit,
      limit,
    ],
  );
  return rows.map((row) => ({
    id: idFromRow<TransactionId>(row.id),
    effectiveAt: row.effective_at as Date,
    amount: creditsFromRow(row.amount),
    left: creditsFromRow(row.unreturned),
  }));
}

/** A piece of what a transaction took: from `offset` on, of one wallet. */
export type Taking = {
  readonly walletId: WalletId;
  readonly offset: Credits;
  readonly amount: Credits;
};

/** What a transaction took, draws and overage laid end to end, wallet by wallet. */
export async function loadTakings(tx: Tx, id: TransactionId): Promise<readonly Taking[]> {
  const rows = await tx.sql(
    `SELECT wallet_id, amount::text AS amount,
       (sum(amount) OVER (ORDER BY position) - amount)::numeric(38,9)::text AS before
     FROM ledger_entry WHERE transaction_id = $1::uuid AND to_account = 'CONSUMED'
     ORDER BY position`,
    [id],
  );
  return rows.map((row) => ({
    walletId: idFromRow<WalletId>(row.wallet_id),
    offset: creditsFromRow(row.before),
    amount: creditsFromRow(row.amount),
  }));
}

/** What of a transaction was given back by hand, not for a use that fell or was corrected. */
export async function sumReversedByHand(tx: Tx, id: TransactionId): Promise<Credits> {
  const [row] = await tx.sql(
    `SELECT coalesce(sum(amount), 0)::numeric(38,9)::text AS amount FROM ledger_transaction
     WHERE reverses_id = $1::uuid AND cause_kind IS DISTINCT FROM 'usage'`,
    [id],
  );
  return creditsFromRow(row?.amount);
}
