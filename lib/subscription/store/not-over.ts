import type { Tx } from "@/lib/db/tx";
import type { OrganizationId, SubscriptionId } from "@/lib/ids";
import { COLUMNS, type Subscription, withCounters } from "../store";

/** Those of these that are not over, by id; not locked. */
export async function loadNotOver(
  tx: Tx,
  organizationId: OrganizationId,
  ids: readonly SubscriptionId[],
): Promise<readonly Subscription[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription
     WHERE organization_id = $1::uuid AND id = ANY($2::uuid[]) AND status <> 'ENDED' ORDER BY id`,
    [organizationId, ids],
  );
  return withCounters(tx, rows);
}
