/** Customers whose subscriptions are over and who owe for use that came since. */
import type { Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  idFromRow,
  type OrganizationId,
  type SubscriptionId,
  type TestClockId,
} from "@/lib/ids";

/** The last subscription of a customer, which the invoice is for. */
export type Owner = {
  readonly id: SubscriptionId;
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
};

/** Those who live on this test clock, or in real time. */
export async function findEndedThatOwe(
  tx: Tx,
  clockId: TestClockId | null,
): Promise<readonly Owner[]> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (last.customer_id) last.id, last.organization_id, last.customer_id
     FROM (SELECT DISTINCT customer_id FROM usage_counter WHERE owes) AS owing
     JOIN subscription AS last ON last.customer_id = owing.customer_id
     JOIN customer ON customer.id = owing.customer_id
       AND customer.test_clock_id IS NOT DISTINCT FROM $1::uuid
     WHERE NOT EXISTS (SELECT 1 FROM subscription AS live
       WHERE live.customer_id = owing.customer_id AND live.status <> 'ENDED')
     ORDER BY last.customer_id, last.ends_at DESC NULLS LAST, last.id`,
    [clockId],
  );
  return rows.map((row) => ({
    id: idFromRow<SubscriptionId>(row.id),
    organizationId: idFromRow<OrganizationId>(row.organization_id),
    customerId: idFromRow<CustomerId>(row.customer_id),
  }));
}
