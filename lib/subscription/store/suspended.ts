/** Which fees in credits stand unpaid, so that what they are for is suspended. */
import type { Tx } from "@/lib/db/tx";
import { type ChargeId, idFromRow, type SubscriptionId } from "@/lib/ids";

export async function loadSuspended(
  tx: Tx,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, ReadonlySet<ChargeId>>> {
  const rows = await tx.sql(
    `SELECT id, suspended_charges FROM subscription
     WHERE id = ANY($1::uuid[]) AND cardinality(suspended_charges) > 0`,
    [ids],
  );
  return new Map(
    rows.map((row) => [idFromRow<SubscriptionId>(row.id), chargesFromRow(row.suspended_charges)]),
  );
}

const chargesFromRow = (uuids: unknown): ReadonlySet<ChargeId> =>
  new Set((uuids as readonly unknown[]).map((uuid) => idFromRow<ChargeId>(uuid)));

export async function updateSuspended(
  tx: Tx,
  id: SubscriptionId,
  charges: readonly ChargeId[],
): Promise<void> {
  await tx.sql("UPDATE subscription SET suspended_charges = $2::uuid[] WHERE id = $1::uuid", [
    id,
    charges,
  ]);
}
