/** What a cancellation must see of the books: what is left of grants, and what waits for the customer. */
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, GrantId, OrganizationId } from "@/lib/ids";
import { type Credits, creditsFromRow, sum } from "@/lib/money/credits";

/** What of these grants is pending or available. */
export async function loadGrantsLeft(tx: Tx, ids: readonly GrantId[]): Promise<Credits> {
  const rows = await tx.sql(
    "SELECT (pending + available)::text AS unspent FROM credit_grant WHERE id = ANY($1::uuid[])",
    [ids],
  );
  return sum(rows.map(({ unspent }) => creditsFromRow(unspent)));
}

/** Whether a customer has a subscription of a currency that will be invoiced again. */
export async function hasInvoicesToCome(
  tx: Tx,
  of: {
    readonly organizationId: OrganizationId;
    readonly customerId: CustomerId;
    readonly currency: string;
  },
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT id FROM subscription
     WHERE organization_id = $1::uuid AND customer_id = $2::uuid AND currency = $3::text
       AND status NOT IN ('ENDED', 'CANCELLED') LIMIT 1`,
    [of.organizationId, of.customerId, of.currency],
  );
  return rows.length > 0;
}
