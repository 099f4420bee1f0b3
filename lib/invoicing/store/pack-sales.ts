/** Who buys and bought packs, as rows. */
import type { Context } from "@/lib/context";
import { instantText } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  idFromRow,
  type PackId,
  type PlanId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import type { Buyer } from "../rules/pack-sale";
import type { Offer } from "../rules/top-up";

/** Until the transaction ends, the wallet's customer buys no more of this pack. */
export async function lockPackSales(tx: Tx, walletId: WalletId, packId: PackId): Promise<void> {
  await tx.sql(
    `SELECT pg_advisory_xact_lock(hashtextextended('pack sale ' || customer_id || $2::text, 0))::text
     FROM wallet WHERE id = $1::uuid`,
    [walletId, packId],
  );
}

export async function loadBuyer(
  tx: Tx,
  { customerId, packId, at }: { customerId: CustomerId; packId: PackId; at: Date },
): Promise<Buyer> {
  const [row] = await tx.sql(
    `SELECT ARRAY(SELECT plan_id::text FROM subscription WHERE customer_id = $1::uuid
         AND status NOT IN ('SCHEDULED', 'ENDED')
         AND (ends_at IS NULL OR ends_at > $3::timestamptz)) AS plan_ids,
       (SELECT coalesce(sum(s.quantity), 0)::int FROM pack_sale s JOIN invoice i ON i.id = s.invoice_id
         WHERE s.customer_id = $1::uuid AND s.pack_id = $2::uuid AND i.status <> 'VOID') AS bought`,
    [customerId, packId, instantText(at)],
  );
  const planIds = row?.plan_ids as readonly string[] | undefined;
  return {
    planIds: (planIds ?? []).map((id) => idFromRow<PlanId>(id)),
    bought: Number(row?.bought ?? 0),
  };
}

type PackSale = {
  readonly transactionId: TransactionId;
  readonly customerId: CustomerId;
  readonly packId: PackId;
  readonly invoiceId: InvoiceId;
  readonly quantity: number;
  readonly offer: Offer;
};

export function insertPackSale(tx: Tx, ctx: Context, sale: PackSale): Promise<void> {
  const { transactionId, customerId, packId, invoiceId, quantity, offer } = sale;
  return tell(
    tx,
    `INSERT INTO pack_sale (transaction_id, organization_id, customer_id, pack_id, invoice_id,
       quantity, credits, price, currency, sold_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::int, $7::numeric, $8::numeric,
       $9::text, $10::timestamptz)`,
    [
      ...[transactionId, ctx.organizationId, customerId, packId, invoiceId, quantity],
      ...[creditsText(offer.credits), moneyText(offer.price), offer.currency, instantText(ctx.at)],
    ],
  );
}
