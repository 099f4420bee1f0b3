/** Who used which features in the last days, so that one knows what a change takes away. */
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, type FeatureId, idFromRow } from "@/lib/ids";
import type { UsedLately } from "../schema/used-lately";

/** By feature; one that was not used has no entry. Hours are whole, so it may be up to one hour more. */
export async function findUsedLately(
  tx: Tx,
  customerId: CustomerId,
  { featureIds, since }: { readonly featureIds: readonly FeatureId[]; readonly since: Date },
): Promise<ReadonlyMap<FeatureId, UsedLately>> {
  if (featureIds.length === 0) return new Map();
  const rows = await tx.sql(
    `SELECT feature_id, sum(events)::text AS events,
       count(DISTINCT nullif(member, ''))::int AS members
     FROM usage_hour
     WHERE customer_id = $1::uuid AND hour >= date_trunc('hour', $2::timestamptz)
       AND feature_id = ANY($3::uuid[]) AND events > 0
     GROUP BY feature_id`,
    [customerId, since, featureIds],
  );
  return new Map(
    rows.map((row) => [
      idFromRow<FeatureId>(row.feature_id),
      { events: Number(row.events), members: Number(row.members) },
    ]),
  );
}
