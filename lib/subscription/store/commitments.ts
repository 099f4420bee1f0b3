/** What commitments must see of the books, and what was settled of them. */
import { type Tx, tell } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  type FeatureId,
  type InvoiceId,
  idFromRow,
  idOrNullFromRow,
  type OrganizationId,
  type SubscriptionId,
} from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import { decimalFromRow, decimalText } from "@/lib/money/decimal";
import { type Money, moneyFromRow, NO_MONEY } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";
import { CREDITS, ENTRIES, FEATURE } from "./drawn-entries";

/** Use within a period, and what closes took from wallets for it up to `settledAt`. */
export type DrawnAsk = {
  readonly customerId: CustomerId;
  readonly period: Period;
  readonly settledAt: Date;
};

/** What grants of wallets of one kind paid for a feature, less what was given back. */
export type DrawnUse = {
  readonly featureId: FeatureId;
  readonly creditUnit: string;
  readonly currency: string;
  /** Money per credit. */
  readonly rate: bigint;
  readonly credits: Credits;
};

/**
 * Use that credits paid for, in the order asked for. A close takes the minimum of a charge at the
 * instant of its end: that belongs to the period which it closes, so its own debits are looked for
 * up to then. Debits that name no feature are no use: a fee in credits, or somebody's by hand.
 */
export async function loadDrawnUse(
  tx: Tx,
  asked: readonly DrawnAsk[],
): Promise<readonly (readonly DrawnUse[])[]> {
  if (asked.length === 0) return [];
  const rows = await tx.sql(
    `WITH ask AS (
       SELECT ask.*, kept.through, kept.parts
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
         WITH ORDINALITY AS ask (customer_id, starts_at, ends_at, settled_at, position)
       LEFT JOIN kept_drawn_use AS kept ON kept.customer_id = ask.customer_id
         AND kept.starts_at = ask.starts_at AND kept.through <= ask.ends_at - interval '1 day'),
     drawn AS (
       SELECT ask.position, entry.wallet_id, ${FEATURE} AS feature_id, ${CREDITS} AS credits
       FROM ask JOIN ledger_transaction AS done ON done.customer_id = ask.customer_id
         AND done.recorded_at >= coalesce(ask.through, ask.starts_at - interval '1 day')
       ${ENTRIES}
         AND CASE WHEN done.cause_kind = 'subscription'
           THEN entry.effective_at > ask.starts_at AND entry.effective_at <= ask.settled_at
           ELSE entry.effective_at >= ask.starts_at AND entry.effective_at < ask.ends_at END
       UNION ALL
       SELECT ask.position, (part->>'walletId')::uuid, (part->>'featureId')::uuid,
         (part->>'credits')::numeric
       FROM ask CROSS JOIN LATERAL jsonb_array_elements(ask.parts) AS part)
     SELECT position::int AS position, wallet.credit_unit, wallet.currency,
       wallet.conversion_rate::text AS rate, feature_id, sum(credits)::numeric(38,9)::text AS credits
     FROM drawn JOIN wallet ON wallet.id = drawn.wallet_id
     WHERE feature_id IS NOT NULL
     GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 5`,
    [
      asked.map(({ customerId }) => customerId),
      asked.map(({ period }) => period.start.toISOString()),
      asked.map(({ period }) => period.end.toISOString()),
      asked.map(({ settledAt }) => settledAt.toISOString()),
    ],
  );
  const drawn: DrawnUse[][] = asked.map(() => []);
  for (const row of rows) {
    drawn[Number(row.position) - 1]?.push({
      featureId: idFromRow<FeatureId>(row.feature_id),
      creditUnit: String(row.credit_unit),
      currency: String(row.currency),
      rate: decimalFromRow(row.rate),
      credits: creditsFromRow(row.credits),
    });
  }
  return drawn;
}

export type AskedAsk = { readonly subscriptionId: SubscriptionId; readonly period: Period };

/** What a subscription's invoices asked for use since a period's start, in the order asked for. */
export async function loadAskedUse(tx: Tx, asked: readonly AskedAsk[]): Promise<readonly Money[]> {
  if (asked.length === 0) return [];
  const rows = await tx.sql(
    `SELECT ask.position::int AS position, sum(line.amount)::numeric(38,9)::text AS amount
     FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY
       AS ask (subscription_id, starts_at, ends_at, position)
     JOIN invoice ON invoice.subscription_id = ask.subscription_id AND invoice.status <> 'VOID'
       AND invoice.issued_at > ask.starts_at AND invoice.issued_at <= ask.ends_at
     JOIN invoice_line AS line ON line.invoice_id = invoice.id AND line.kind IN ('usage', 'overage')
     GROUP BY 1`,
    [
      asked.map(({ subscriptionId }) => subscriptionId),
      asked.map(({ period }) => period.start.toISOString()),
      asked.map(({ period }) => period.end.toISOString()),
    ],
  );
  const found = new Map(rows.map((row) => [Number(row.position), moneyFromRow(row.amount)]));
  return asked.map((_, index) => found.get(index + 1) ?? NO_MONEY);
}

/** What is owed for use of these charges, and asked by no invoice yet. */
export async function loadPendingUse(
  tx: Tx,
  customerId: CustomerId,
  chargeIds: readonly ChargeId[],
): Promise<Money> {
  const [row] = await tx.sql(
    `SELECT coalesce(sum(owed), 0)::numeric(38,9)::text AS owed FROM usage_counter
     WHERE customer_id = $1::uuid AND owes AND price_version_id = ANY($2::uuid[])`,
    [customerId, chargeIds],
  );
  return moneyFromRow(row?.owed);
}

/** A period of a commitment that was settled; amounts in its unit, but for `amount`. */
export type SettledPeriod = {
  readonly subscriptionId: SubscriptionId;
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly period: Period;
  /** Null: money. */
  readonly creditUnit: string | null;
  readonly agreed: bigint;
  readonly brought: bigint;
  readonly drawn: bigint;
  readonly late: bigint;
  readonly asked: bigint;
  readonly missing: bigint;
  readonly isRolled: boolean;
  /** Money that was asked for what is missing. */
  readonly amount: Money;
  readonly invoiceId: InvoiceId | null;
  readonly bookedAt: Date;
};

/** Each subscription's, the latest first. */
export async function loadSettled(
  tx: Tx,
  ids: readonly SubscriptionId[],
): Promise<readonly SettledPeriod[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql(
    `SELECT subscription_id, organization_id, customer_id, starts_at, ends_at, credit_unit,
       agreed::text AS agreed, brought::text AS brought, drawn::text AS drawn, late::text AS late,
       asked::text AS asked, missing::text AS missing, is_rolled, amount::text AS amount,
       invoice_id, booked_at
     FROM subscription_commitment WHERE subscription_id = ANY($1::uuid[])
     ORDER BY subscription_id, starts_at DESC`,
    [ids],
  );
  return rows.map((row) => ({
    subscriptionId: idFromRow<SubscriptionId>(row.subscription_id),
    organizationId: idFromRow<OrganizationId>(row.organization_id),
    customerId: idFromRow<CustomerId>(row.customer_id),
    period: { start: row.starts_at as Date, end: row.ends_at as Date },
    creditUnit: row.credit_unit as string | null,
    agreed: decimalFromRow(row.agreed),
    brought: decimalFromRow(row.brought),
    drawn: decimalFromRow(row.drawn),
    late: decimalFromRow(row.late),
    asked: decimalFromRow(row.asked),
    missing: decimalFromRow(row.missing),
    isRolled: row.is_rolled === true,
    amount: moneyFromRow(row.amount),
    invoiceId: idOrNullFromRow<InvoiceId>(row.invoice_id),
    bookedAt: row.booked_at as Date,
  }));
}

/** Once a subscription and period: a second time breaks the transaction. */
export async function insertSettled(tx: Tx, settled: readonly SettledPeriod[]): Promise<void> {
  if (settled.length === 0) return;
  const amounts = (read: (one: SettledPeriod) => bigint) =>
    settled.map((one) => decimalText(read(one)));
  await tell(
    tx,
    `INSERT INTO subscription_commitment (subscription_id, starts_at, organization_id, customer_id,
       ends_at, credit_unit, agreed, brought, drawn, late, asked, missing, is_rolled, amount,
       invoice_id, booked_at)
     SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::timestamptz[],
       $6::text[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[], $11::numeric[],
       $12::numeric[], $13::boolean[], $14::numeric[], $15::uuid[], $16::timestamptz[])`,
    [
      settled.map(({ subscriptionId }) => subscriptionId),
      settled.map(({ period }) => period.start.toISOString()),
      settled.map(({ organizationId }) => organizationId),
      settled.map(({ customerId }) => customerId),
      settled.map(({ period }) => period.end.toISOString()),
      settled.map(({ creditUnit }) => creditUnit),
      amounts(({ agreed }) => agreed),
      amounts(({ brought }) => brought),
      amounts(({ drawn }) => drawn),
      amounts(({ late }) => late),
      amounts(({ asked }) => asked),
      amounts(({ missing }) => missing),
      settled.map(({ isRolled }) => isRolled),
      amounts(({ amount }) => amount),
      settled.map(({ invoiceId }) => invoiceId),
      settled.map(({ bookedAt }) => bookedAt.toISOString()),
    ],
  );
}

/** What a credit of a unit is worth to customers who have a wallet of it, by customer and unit. */
export async function loadUnitWorth(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<ReadonlyMap<string, Money>> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (customer_id, credit_unit, currency) customer_id, credit_unit, currency,
       conversion_rate::text AS rate
     FROM wallet
     WHERE customer_id = ANY($1::uuid[]) AND status <> 'CLOSED' AND conversion_rate > 0
     ORDER BY customer_id, credit_unit, currency, priority, created_at, id`,
    [customerIds],
  );
  return new Map(
    rows.map((row) => [
      `${row.customer_id}/${row.credit_unit}/${row.currency}`,
      moneyFromRow(row.rate),
    ]),
  );
}
