/** Stripe's deliveries as rows. */
import * as z from "zod";
import type { Row } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  idFromRow,
  type StripeDeliveryId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import { type Money, moneyFromRow } from "@/lib/money/money";
import { DELIVERY_STATUSES, type DeliveryStatus, type Reason } from "../rules/reasons";
import type { Arrival } from "../rules/session";
import { KeptSession } from "../schema/event";

/** What was given for a session. */
export type Given = {
  readonly customerId: CustomerId;
  readonly walletId: WalletId;
  readonly transactionId: TransactionId;
  readonly invoiceId: InvoiceId | null;
  readonly credits: Credits;
};

/** What a delivery came to. */
export type Outcome = {
  readonly reason: Reason;
  readonly detail?: string;
  readonly given?: Given;
};

export type Delivery = Arrival & {
  readonly id: StripeDeliveryId;
  readonly status: DeliveryStatus;
  readonly reason: string;
  readonly detail: string | null;
  readonly customerId: CustomerId | null;
  readonly walletId: WalletId | null;
  readonly transactionId: TransactionId | null;
  readonly invoiceId: InvoiceId | null;
  readonly credits: Credits | null;
  readonly amount: Money | null;
  readonly currency: string | null;
  readonly receivedAt: Date;
  readonly times: number;
  readonly lastReceivedAt: Date;
  readonly decidedBy: string;
  readonly decidedAt: Date;
};

export const DELIVERY_COLUMNS = `stripe_delivery.id, event_id, stripe_delivery.type, is_live,
  session_id, stripe_delivery.status::text AS status, stripe_delivery.reason, detail, session,
  stripe_delivery.customer_id, wallet_id, transaction_id, invoice_id,
  credits::text AS credits, amount::text AS amount, stripe_delivery.currency, happened_at,
  received_at, times, last_received_at, decided_by, decided_at`;

const id = <Name extends string & { readonly prefix: string }>() =>
  z
    .string()
    .transform((uuid) => idFromRow<Name>(uuid))
    .nullable();

const DeliveryRow = z.object({
  id: z.string().transform(idFromRow<StripeDeliveryId>),
  event_id: z.string(),
  type: z.string(),
  is_live: z.boolean(),
  status: z.enum(DELIVERY_STATUSES),
  reason: z.string(),
  detail: z.string().nullable(),
  session: KeptSession.nullable(),
  customer_id: id<CustomerId>(),
  wallet_id: id<WalletId>(),
  transaction_id: id<TransactionId>(),
  invoice_id: id<InvoiceId>(),
  credits: z.string().transform(creditsFromRow).nullable(),
  amount: z.string().transform(moneyFromRow).nullable(),
  currency: z.string().nullable(),
  happened_at: z.date(),
  received_at: z.date(),
  times: z.int(),
  last_received_at: z.date(),
  decided_by: z.string(),
  decided_at: z.date(),
});

export function deliveryFromRow(row: Row): Delivery {
  const delivery = DeliveryRow.parse(row);
  const { id, type, status, reason, detail, session, credits, amount, currency, times } = delivery;
  return {
    ...{ id, type, status, reason, detail, session, credits, amount, currency, times },
    eventId: delivery.event_id,
    isLive: delivery.is_live,
    customerId: delivery.customer_id,
    walletId: delivery.wallet_id,
    transactionId: delivery.transaction_id,
    invoiceId: delivery.invoice_id,
    happenedAt: delivery.happened_at,
    receivedAt: delivery.received_at,
    lastReceivedAt: delivery.last_received_at,
    decidedBy: delivery.decided_by,
    decidedAt: delivery.decided_at,
  };
}
