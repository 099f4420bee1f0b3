/** Use priced in money, as the counters of the usage slice hold it, for the closes that invoice it. */
import type { Tally } from "@/lib/catalog/rules/pricing";
import type { Tx } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  type FeatureId,
  idFromRow,
  type WalletId,
} from "@/lib/ids";
import { decimalFromRow } from "@/lib/money/decimal";
import { type Money, moneyFromRow, sumMoney } from "@/lib/money/money";
import { type Quantity, quantityFromRow } from "@/lib/money/quantity";
import { CARRIED, carriedFromRow } from "./carried-use";

/** What of one charge is owed in one window. */
export type OwedUse = {
  readonly customerId: CustomerId;
  readonly featureId: FeatureId;
  readonly chargeId: ChargeId;
  readonly windowStart: Date;
  readonly quantity: Quantity;
  readonly events: number;
  /** Not invoiced yet, and asked by earlier invoices. */
  readonly owed: Money;
  readonly invoiced: Money;
  /** What wallets have covered. */
  readonly covered: Money;
  /** Counted before it in the same period. */
  readonly carried?: Tally;
};

const OWED = `SELECT customer_id, feature_id, price_version_id, window_start, quantity::text AS quantity,
    events::text AS events, owed::text AS owed, invoiced::text AS invoiced, paid, ${CARRIED}
  FROM usage_counter`;
const IN_ORDER = "ORDER BY customer_id, feature_id, price_version_id, split, window_start";

/**
 * Takes the counters of these customers that owe, before their wallets: everyone who counts use
 * locks in this order.
 */
export async function lockOwedUse(tx: Tx, customerIds: readonly CustomerId[]): Promise<void> {
  await tx.sql(
    `SELECT 1 FROM usage_counter WHERE customer_id = ANY($1::uuid[]) AND owes ${IN_ORDER} FOR UPDATE`,
    [customerIds],
  );
}

/** What is owed by now; what an event in hand holds is left to the next close. */
export async function loadOwedUse(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly OwedUse[]> {
  const rows = await tx.sql(
    `${OWED} WHERE customer_id = ANY($1::uuid[]) AND owes ${IN_ORDER} FOR UPDATE SKIP LOCKED`,
    [customerIds],
  );
  return rows.map((row) => ({
    customerId: idFromRow<CustomerId>(row.customer_id),
    featureId: idFromRow<FeatureId>(row.feature_id),
    chargeId: idFromRow<ChargeId>(row.price_version_id),
    windowStart: row.window_start as Date,
    quantity: quantityFromRow(row.quantity),
    events: Number(row.events),
    ...carriedFromRow(row),
    owed: moneyFromRow(row.owed),
    invoiced: moneyFromRow(row.invoiced),
    covered: sumMoney(
      Object.values((row.paid ?? {}) as Record<string, readonly string[]>).map(([money]) =>
        moneyFromRow(money),
      ),
    ),
  }));
}

/** An invoice asks for it: it is owed no more, and never asked again. */
export async function updateInvoiced(tx: Tx, uses: readonly OwedUse[]): Promise<void> {
  if (uses.length === 0) return;
  await tx.sql(
    `UPDATE usage_counter AS counter
     SET invoiced = counter.invoiced + counter.owed, owed = 0, owes = false
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[])
       AS key (customer_id, feature_id, price_version_id, window_start)
     WHERE counter.customer_id = key.customer_id AND counter.feature_id = key.feature_id
       AND counter.price_version_id = key.price_version_id AND counter.split = ''
       AND counter.window_start = key.window_start`,
    keysOf(uses),
  );
}

/** Names the counter of a charge in a window. */
type UseKey = Pick<OwedUse, "customerId" | "featureId" | "chargeId" | "windowStart">;
type UseTally = Pick<OwedUse, "quantity" | "events" | "carried">;

/** What was used of charges in windows, in the order asked for; undefined: nothing. */
export async function loadTallies(
  tx: Tx,
  keys: readonly UseKey[],
): Promise<readonly (UseTally | undefined)[]> {
  if (keys.length === 0) return [];
  const rows = await tx.sql(
    `SELECT key.position::int AS position, quantity::text AS quantity, events::text AS events,
       ${CARRIED}
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) WITH ORDINALITY
       AS key (customer_id, feature_id, price_version_id, window_start, position)
     JOIN usage_counter AS counter ON counter.customer_id = key.customer_id
       AND counter.feature_id = key.feature_id AND counter.split = ''
       AND counter.price_version_id = key.price_version_id
       AND counter.window_start = key.window_start`,
    keysOf(keys),
  );
  const tallies: (UseTally | undefined)[] = keys.map(() => undefined);
  for (const row of rows) {
    tallies[Number(row.position) - 1] = {
      quantity: quantityFromRow(row.quantity),
      events: Number(row.events),
      ...carriedFromRow(row),
    };
  }
  return tallies;
}

const keysOf = (uses: readonly UseKey[]) => [
  uses.map(({ customerId }) => customerId),
  uses.map(({ featureId }) => featureId),
  uses.map(({ chargeId }) => chargeId),
  uses.map(({ windowStart }) => windowStart.toISOString()),
];

/** A wallet that may pay prices in money, at so much money per credit. */
export type PayingWallet = {
  readonly customerId: CustomerId;
  readonly walletId: WalletId;
  readonly currency: string;
  readonly creditUnit: string;
  readonly featureIds: readonly FeatureId[];
  readonly rate: bigint;
};

/** In burn order. */
export async function loadPayingWallets(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly PayingWallet[]> {
  const rows = await tx.sql(
    `SELECT id, customer_id, currency, credit_unit, feature_ids, conversion_rate::text AS rate
     FROM wallet WHERE customer_id = ANY($1::uuid[]) AND status = 'ACTIVE' AND conversion_rate > 0
     ORDER BY customer_id, priority, created_at, id`,
    [customerIds],
  );
  return rows.map((row) => ({
    customerId: idFromRow<CustomerId>(row.customer_id),
    walletId: idFromRow<WalletId>(row.id),
    currency: String(row.currency),
    creditUnit: String(row.credit_unit),
    featureIds: (row.feature_ids as readonly string[]).map((id) => idFromRow<FeatureId>(id)),
    rate: decimalFromRow(row.rate),
  }));
}
