/** What closes asked to the minimums of charges, and what late use has filled of it since. */
import { type Tx, tell } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  idFromRow,
  type OrganizationId,
  type SubscriptionId,
} from "@/lib/ids";
import { type Money, moneyFromRow, moneyText } from "@/lib/money/money";

/** A charge in the period that began then. */
export type MinimumKey = {
  readonly customerId: CustomerId;
  readonly chargeId: ChargeId;
  readonly windowStart: Date;
};
export type MinimumPart = MinimumKey & { readonly amount: Money };

/** What of each no use has filled yet. */
export async function loadUnfilledMinimums(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<readonly MinimumPart[]> {
  const rows = await tx.sql(
    `SELECT customer_id, charge_id, window_start, (asked - filled)::text AS open
     FROM subscription_minimum WHERE customer_id = ANY($1::uuid[]) AND asked > filled`,
    [customerIds],
  );
  return rows.map((row) => ({
    customerId: idFromRow<CustomerId>(row.customer_id),
    chargeId: idFromRow<ChargeId>(row.charge_id),
    windowStart: row.window_start as Date,
    amount: moneyFromRow(row.open),
  }));
}

/** The same by `minimumName`. */
export const loadOpenMinimums = async (
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<ReadonlyMap<string, Money>> =>
  new Map(
    (await loadUnfilledMinimums(tx, customerIds)).map((part) => [minimumName(part), part.amount]),
  );

export const minimumName = ({ customerId, chargeId, windowStart }: MinimumKey): string =>
  `${customerId}/${chargeId}/${windowStart.getTime()}`;

/** Once a charge and period: a second time breaks the transaction. */
export async function insertMinimums(
  tx: Tx,
  asked: readonly (MinimumPart & {
    readonly organizationId: OrganizationId;
    readonly subscriptionId: SubscriptionId;
    readonly bookedAt: Date;
  })[],
): Promise<void> {
  if (asked.length === 0) return;
  await tell(
    tx,
    `INSERT INTO subscription_minimum (customer_id, charge_id, window_start, asked, organization_id,
       subscription_id, booked_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::numeric[], $5::uuid[],
       $6::uuid[], $7::timestamptz[])`,
    [
      ...columnsOf(asked),
      asked.map(({ organizationId }) => organizationId),
      asked.map(({ subscriptionId }) => subscriptionId),
      asked.map(({ bookedAt }) => bookedAt.toISOString()),
    ],
  );
}

/** Use that came late was within what was asked. */
export async function updateFilled(tx: Tx, filled: readonly MinimumPart[]): Promise<void> {
  if (filled.length === 0) return;
  await tell(
    tx,
    `UPDATE subscription_minimum AS minimum SET filled = filled + part.amount
     FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::numeric[])
       AS part (customer_id, charge_id, window_start, amount)
     WHERE minimum.customer_id = part.customer_id AND minimum.charge_id = part.charge_id
       AND minimum.window_start = part.window_start`,
    columnsOf(filled),
  );
}

const columnsOf = (parts: readonly MinimumPart[]) => [
  parts.map(({ customerId }) => customerId),
  parts.map(({ chargeId }) => chargeId),
  parts.map(({ windowStart }) => windowStart.toISOString()),
  parts.map(({ amount }) => moneyText(amount)),
];
