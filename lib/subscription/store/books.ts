/** What subscriptions must see of the books: where their credits go, what is owed, what is left. */
import type { Tx } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  type FeatureId,
  type GrantId,
  type Id,
  idFromRow,
  type OverageLotId,
  type SubscriptionId,
  type WalletId,
} from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import { type Money, moneyFromRow } from "@/lib/money/money";

export type OpenLot = {
  readonly id: OverageLotId;
  readonly customerId: CustomerId;
  readonly walletId: WalletId;
  readonly chargeId: ChargeId | null;
  readonly featureId: FeatureId | null;
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

/** Overage that is still owed, oldest first. */
export async function loadOpenLots(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly OpenLot[]> {
  const rows = await tx.sql(
    `SELECT overage_lot.id, overage_lot.customer_id, wallet_id, charge_id, feature_id, open::text,
       unit_price::text, overage_lot.currency
     FROM overage_lot JOIN wallet ON wallet.id = overage_lot.wallet_id
     WHERE overage_lot.customer_id = ANY($1::uuid[]) AND live AND wallet.status <> 'CLOSED'
     ORDER BY since, overage_lot.id`,
    [customerIds],
  );
  return rows.map((row) => ({
    id: idFromRow<OverageLotId>(row.id),
    customerId: idFromRow<CustomerId>(row.customer_id),
    walletId: idFromRow<WalletId>(row.wallet_id),
    chargeId: maybe<ChargeId>(row.charge_id),
    featureId: maybe<FeatureId>(row.feature_id),
    open: creditsFromRow(row.open),
    unitPrice: row.unit_price === null ? null : moneyFromRow(row.unit_price),
    currency: row.currency as string | null,
  }));
}

/** The plan's grants to this subscription that have something left to void. */
export async function loadUnspentGrants(
  tx: Tx,
  subscriptionId: SubscriptionId,
  customerId: CustomerId,
): Promise<readonly GrantId[]> {
  const rows = await tx.sql(
    `SELECT id FROM credit_grant
     WHERE customer_id = $1::uuid AND source = 'plan' AND live AND pending + available > 0
       AND source_reference LIKE $2::text || ':%' ORDER BY id`,
    [customerId, subscriptionId],
  );
  return rows.map(({ id }) => idFromRow<GrantId>(id));
}

const maybe = <Name extends Id<string>>(uuid: unknown): Name | null =>
  uuid === null ? null : idFromRow<Name>(uuid);
