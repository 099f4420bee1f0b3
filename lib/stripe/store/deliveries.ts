/** Stripe's deliveries, inside a transaction. */
import type { Context } from "@/lib/context";
import type { Row, Tx } from "@/lib/db/tx";
import { newId, type StripeDeliveryId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { type Money, moneyText } from "@/lib/money/money";
import { REASONS } from "../rules/reasons";
import type { Arrival, Session } from "../rules/session";
import {
  DELIVERY_COLUMNS,
  type Delivery,
  deliveryFromRow,
  type Given,
  type Outcome,
} from "./delivery-rows";

/**
 * Lets one transaction at a time decide about a checkout session, whichever of its events it has;
 * an event of none stands for itself. To be asked first of all.
 */
export async function lockSession(
  tx: Tx,
  { organizationId }: Context,
  { session, eventId }: Pick<Arrival, "session" | "eventId">,
): Promise<void> {
  await tx.sql("SELECT 1 AS taken FROM pg_advisory_xact_lock(hashtextextended($1::text, 0))", [
    `stripe/${organizationId}/${session?.id ?? eventId}`,
  ]);
}

export async function findDeliveryOfEvent(
  tx: Tx,
  { organizationId }: Context,
  eventId: string,
): Promise<Delivery | undefined> {
  const [row] = await tx.sql(
    `SELECT ${DELIVERY_COLUMNS} FROM stripe_delivery
     WHERE organization_id = $1::uuid AND event_id = $2::text`,
    [organizationId, eventId],
  );
  return row && deliveryFromRow(row);
}

export async function loadDelivery(
  tx: Tx,
  { organizationId }: Context,
  deliveryId: StripeDeliveryId,
): Promise<Delivery | undefined> {
  const [row] = await tx.sql(
    `SELECT ${DELIVERY_COLUMNS} FROM stripe_delivery
     WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [organizationId, deliveryId],
  );
  return row && deliveryFromRow(row);
}

/** What was given for a session, by whichever event. */
export async function findGiven(
  tx: Tx,
  { organizationId }: Context,
  session: Session,
): Promise<Given | undefined> {
  const [row] = await tx.sql(
    `SELECT ${DELIVERY_COLUMNS} FROM stripe_delivery
     WHERE organization_id = $1::uuid AND session_id = $2::text AND status = 'GRANTED'`,
    [organizationId, session.id],
  );
  if (!row) return undefined;
  const { customerId, walletId, transactionId, invoiceId, credits } = deliveryFromRow(row);
  if (!customerId || !walletId || !transactionId || !credits) {
    throw new RangeError(`session ${session.id} was granted without saying what`);
  }
  return { customerId, walletId, transactionId, invoiceId, credits };
}

/** It came once more, and nothing is to be done. */
export async function countRepeat(tx: Tx, ctx: Context, { id }: Delivery): Promise<Delivery> {
  const [row] = await tx.sql(
    `UPDATE stripe_delivery SET times = times + 1, last_received_at = $2::timestamptz
     WHERE id = $1::uuid RETURNING ${DELIVERY_COLUMNS}`,
    [id, ctx.at],
  );
  return settledRow(row);
}

export type Settling = {
  readonly arrival: Arrival;
  readonly outcome: Outcome;
  readonly price: Money | null;
};

/** Keeps a delivery with what it came to, or what it comes to now that it is delivered again. */
export async function keepDelivery(
  tx: Tx,
  ctx: Context,
  { arrival, outcome, price }: Settling,
): Promise<Delivery> {
  const { session } = arrival;
  const { reason, detail = null, given } = outcome;
  const [row] = await tx.sql(
    `INSERT INTO stripe_delivery (id, organization_id, event_id, type, is_live, session_id, status,
       reason, detail, session, customer_id, wallet_id, transaction_id, invoice_id, credits, amount,
       currency, happened_at, received_at, last_received_at, decided_by, decided_at)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::boolean, $6::text,
       $7::text::stripe_delivery_status, $8::text, $9::text, $10::jsonb, $11::uuid, $12::uuid,
       $13::uuid, $14::uuid, $15::numeric, $16::numeric, $17::text, $18::timestamptz,
       $19::timestamptz, $19::timestamptz, $20::text, $19::timestamptz)
     ON CONFLICT (organization_id, event_id) DO UPDATE SET times = stripe_delivery.times + 1,
       last_received_at = excluded.last_received_at, ${DECIDED}
     RETURNING ${DELIVERY_COLUMNS}`,
    [
      ...[newId<StripeDeliveryId>(), ctx.organizationId],
      ...[arrival.eventId, arrival.type, arrival.isLive, session?.id ?? null],
      ...[REASONS[reason].status, reason, detail],
      session && JSON.stringify(session),
      ...columnsOf(given),
      price === null ? null : moneyText(price),
      session?.currency ?? null,
      ...[arrival.happenedAt, ctx.at, ctx.actor.name],
    ],
  );
  return settledRow(row);
}

/** What a decision says, where an earlier one stood. */
const DECIDED = [
  "status",
  "reason",
  "detail",
  "customer_id",
  "wallet_id",
  "transaction_id",
  "invoice_id",
  "credits",
  "decided_by",
  "decided_at",
]
  .map((column) => `${column} = excluded.${column}`)
  .join(", ");

/** Customer, wallet, transaction, invoice and credits. */
function columnsOf(given: Given | undefined): readonly (string | null)[] {
  if (!given) return [null, null, null, null, null];
  const { customerId, walletId, transactionId, invoiceId, credits } = given;
  return [customerId, walletId, transactionId, invoiceId, creditsText(credits)];
}

/** What a delivery came to when a person had it processed again: it was not delivered for that. */
export async function updateOutcome(
  tx: Tx,
  ctx: Context,
  deliveryId: StripeDeliveryId,
  { reason, detail, given }: Outcome,
): Promise<Delivery> {
  const [row] = await tx.sql(
    `UPDATE stripe_delivery SET status = $2::text::stripe_delivery_status, reason = $3::text,
       detail = $4::text, customer_id = $5::uuid, wallet_id = $6::uuid, transaction_id = $7::uuid,
       invoice_id = $8::uuid, credits = $9::numeric, decided_by = $10::text,
       decided_at = $11::timestamptz
     WHERE id = $1::uuid RETURNING ${DELIVERY_COLUMNS}`,
    [
      deliveryId,
      ...[REASONS[reason].status, reason, detail ?? null],
      ...columnsOf(given),
      ...[ctx.actor.name, ctx.at],
    ],
  );
  return settledRow(row);
}

function settledRow(row: Row | undefined): Delivery {
  if (!row) throw new RangeError("a delivery that was just there is gone");
  return deliveryFromRow(row);
}
