/** How much of a feature was billed lately, for examples of what it would cost otherwise. */
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, FeatureId } from "@/lib/ids";
import { type Quantity, quantityFromRow } from "@/lib/money/quantity";

export type UsedOfFeature = {
  readonly since: Date;
  readonly quantity: Quantity;
  readonly events: number;
};

/** Of the window that runs, or, where nothing was billed in it, of the one before; undefined: nothing. */
export async function findUsedOfFeature(
  tx: Tx,
  customerId: CustomerId,
  featureId: FeatureId,
): Promise<UsedOfFeature | undefined> {
  const [row] = await tx.sql(
    `SELECT window_start, sum(quantity)::numeric(38,9)::text AS quantity, sum(events)::text AS events
     FROM usage_counter
     WHERE customer_id = $1::uuid AND feature_id = $2::uuid AND price_version_id <> $2::uuid
       AND quantity > 0
     GROUP BY window_start ORDER BY window_start DESC LIMIT 1`,
    [customerId, featureId],
  );
  if (!row) return undefined;
  return {
    since: row.window_start as Date,
    quantity: quantityFromRow(row.quantity),
    events: Number(row.events),
  };
}
