/** What a top-up reads before it gives anything. */
import type { Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  idFromRow,
  type OrganizationId,
  type PackId,
  type PlanId,
  type WalletId,
} from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import { moneyFromRow } from "@/lib/money/money";
import type { PackLimits } from "../rules/pack-sale";
import type { Pack, Receiver } from "../rules/top-up";

export async function loadReceiver(
  tx: Tx,
  organizationId: OrganizationId,
  id: WalletId,
): Promise<(Receiver & { readonly customerId: CustomerId }) | undefined> {
  const [row] = await tx.sql(
    `SELECT id, customer_id, currency, credit_unit, topup_conversion_rate::text AS topup_rate
     FROM wallet WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [organizationId, id],
  );
  return (
    row && {
      id: idFromRow<WalletId>(row.id),
      customerId: idFromRow<CustomerId>(row.customer_id),
      currency: String(row.currency),
      creditUnit: String(row.credit_unit),
      topupRate: moneyFromRow(row.topup_rate),
    }
  );
}

export async function loadPack(
  tx: Tx,
  organizationId: OrganizationId,
  id: PackId,
): Promise<(Pack & PackLimits) | undefined> {
  const [row] = await tx.sql(
    `SELECT name, credits::text, credit_unit, price::text, currency, expires_after_days,
       priority, min_quantity, max_quantity, quantity_step, max_per_customer, plan_ids::text[] AS plan_ids,
       archived_at IS NOT NULL AS is_archived
     FROM credit_pack WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [organizationId, id],
  );
  return (
    row && {
      name: String(row.name),
      credits: creditsFromRow(row.credits),
      creditUnit: String(row.credit_unit),
      price: moneyFromRow(row.price),
      currency: String(row.currency),
      expiresAfterDays: row.expires_after_days as number | null,
      priority: Number(row.priority),
      minQuantity: Number(row.min_quantity),
      maxQuantity: row.max_quantity as number | null,
      quantityStep: Number(row.quantity_step),
      maxPerCustomer: row.max_per_customer as number | null,
      planIds: (row.plan_ids as readonly string[]).map((id) => idFromRow<PlanId>(id)),
      isArchived: Boolean(row.is_archived),
    }
  );
}
