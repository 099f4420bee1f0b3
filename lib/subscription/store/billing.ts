import type { Tx } from "@/lib/db/tx";
import type { SubscriptionId } from "@/lib/ids";
import type { BillingMethod } from "@/lib/invoicing/rules/billing";

/** Of a locked subscription: how it is billed from now on. */
export async function updateBilling(
  tx: Tx,
  id: SubscriptionId,
  { netDays, poNumber, grantOn, at }: BillingMethod & { readonly at: Date },
): Promise<void> {
  await tx.sql(
    `UPDATE subscription SET net_days = $2::int, po_number = $3::text, grant_on = $4::text,
       updated_at = $5::timestamptz WHERE id = $1::uuid`,
    [id, netDays, poNumber, grantOn, at],
  );
}
