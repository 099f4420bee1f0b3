/** What subscriptions must see of the books: where their credits go, what is owed, what is left. */
import type { Tx } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  type FeatureId,
  type GrantId,
  idFromRow,
  idOrNullFromRow,
  type OverageLotId,
  type SubscriptionId,
  type WalletId,
} from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import { type Money, moneyFromRow } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";

export type OpenLot = {
  readonly id: OverageLotId;
  readonly customerId: CustomerId;
  readonly walletId: WalletId;
  readonly chargeId: ChargeId | null;
  readonly featureId: FeatureId | null;
  /** When the first of it was used. */
  readonly since: Date;
  readonly open: Credits;
  readonly unitPrice: Money | null;
  readonly currency: string | null;
};

/**
 * Takes the wallets of these customers in the one order that everyone locks them in, before
 * several commands at several instants would take them in another.
 */
export async function lockWallets(tx: Tx, customerIds: readonly CustomerId[]): Promise<void> {
  await tx.sql("SELECT id FROM wallet WHERE customer_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", [
    customerIds,
  ]);
}

/**
 * The wallets that credits go to when none is named (SEMANTICS 1.1), by customer and unit:
 * what `findOrCreateWallet` finds, for many at once.
 */
export async function loadReceivingWallets(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<ReadonlyMap<string, WalletId>> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (customer_id, credit_unit) customer_id, credit_unit, id FROM wallet
     WHERE customer_id = ANY($1::uuid[]) AND status = 'ACTIVE' AND cardinality(feature_ids) = 0
     ORDER BY customer_id, credit_unit, priority, created_at, id`,
    [customerIds],
  );
  return new Map(
    rows.map((row) => [`${row.customer_id}/${row.credit_unit}`, idFromRow<WalletId>(row.id)]),
  );
}

/** Overage that is still owed, oldest first. */
export async function loadOpenLots(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly OpenLot[]> {
  const rows = await tx.sql(
    `SELECT overage_lot.id, overage_lot.customer_id, wallet_id, charge_id, feature_id, since,
       open::text, unit_price::text, overage_lot.currency
     FROM overage_lot JOIN wallet ON wallet.id = overage_lot.wallet_id
     WHERE overage_lot.customer_id = ANY($1::uuid[]) AND live AND wallet.status <> 'CLOSED'
     ORDER BY since, overage_lot.id`,
    [customerIds],
  );
  return rows.map((row) => ({
    id: idFromRow<OverageLotId>(row.id),
    customerId: idFromRow<CustomerId>(row.customer_id),
    walletId: idFromRow<WalletId>(row.wallet_id),
    chargeId: idOrNullFromRow<ChargeId>(row.charge_id),
    featureId: idOrNullFromRow<FeatureId>(row.feature_id),
    since: row.since as Date,
    open: creditsFromRow(row.open),
    unitPrice: row.unit_price === null ? null : moneyFromRow(row.unit_price),
    currency: row.currency as string | null,
  }));
}

/** Whose use within which period. */
export type UsePeriod = { readonly customerId: CustomerId; readonly period: Period };
export type UsedCredits = {
  readonly featureId: FeatureId | null;
  /** Drawn from grants, less what was given back. */
  readonly credits: Credits;
};

/**
 * Credits that grants paid for, by feature, for each of the periods asked for; in their order.
 * Nothing is booked before it counts, so the index by recording serves; a day of grace covers
 * clocks that differ.
 */
export async function loadUsedCredits(
  tx: Tx,
  asked: readonly UsePeriod[],
): Promise<readonly (readonly UsedCredits[])[]> {
  if (asked.length === 0) return [];
  const rows = await tx.sql(
    `SELECT ask.position::int AS position,
       coalesce(done.feature_id, undone.feature_id, overage_lot.feature_id) AS feature_id,
       sum(CASE WHEN to_account = 'CONSUMED' THEN entry.amount ELSE -entry.amount END)
         ::numeric(38,9)::text AS credits
     FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY
       AS ask (customer_id, starts_at, ends_at, position)
     JOIN ledger_transaction AS done ON done.customer_id = ask.customer_id
       AND done.recorded_at >= ask.starts_at - interval '1 day'
     JOIN ledger_entry AS entry ON entry.transaction_id = done.id
       AND entry.effective_at >= ask.starts_at AND entry.effective_at < ask.ends_at
       AND entry.grant_id IS NOT NULL AND 'CONSUMED' IN (from_account, to_account)
     LEFT JOIN ledger_transaction AS undone ON undone.id = done.reverses_id
     LEFT JOIN overage_lot ON overage_lot.id = entry.lot_id
     GROUP BY 1, 2
     HAVING sum(CASE WHEN to_account = 'CONSUMED' THEN entry.amount ELSE -entry.amount END) > 0
     ORDER BY 1, 2`,
    [
      asked.map(({ customerId }) => customerId),
      asked.map(({ period }) => period.start.toISOString()),
      asked.map(({ period }) => period.end.toISOString()),
    ],
  );
  const used: UsedCredits[][] = asked.map(() => []);
  for (const row of rows) {
    const featureId = idOrNullFromRow<FeatureId>(row.feature_id);
    used[Number(row.position) - 1]?.push({ featureId, credits: creditsFromRow(row.credits) });
  }
  return used;
}

/** The plan's grants to this subscription that have something left to void, and what rolled over of them. */
export async function loadUnspentGrants(
  tx: Tx,
  subscriptionId: SubscriptionId,
  customerId: CustomerId,
): Promise<readonly GrantId[]> {
  const rows = await tx.sql(
    `SELECT id FROM credit_grant
     WHERE customer_id = $1::uuid AND live AND pending + available > 0
       AND (source IN ('plan', 'trial', 'add_on') AND source_reference LIKE $2::text || ':%'
         OR source = 'rollover' AND life->>'series' LIKE $2::text || ':%') ORDER BY id`,
    [customerId, subscriptionId],
  );
  return rows.map(({ id }) => idFromRow<GrantId>(id));
}
