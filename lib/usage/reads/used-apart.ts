/** Units that a plan counts apart, by member or by a property's value: who used most of them. */
import { readSql } from "@/lib/db/transact";
import { type FeatureId, idFromRow } from "@/lib/ids";
import { quantityFromRow, quantityText } from "@/lib/money/quantity";
import type { PricedUse } from "../rules/plan-uses";
import type { FeatureUseView } from "../schema/access";

const MOST_VALUES = 10;

/** In the windows that run, most used first. */
export async function loadUsedApart(
  uses: readonly PricedUse[],
): Promise<ReadonlyMap<FeatureId, FeatureUseView["apart"]>> {
  const keys = uses
    .filter(({ terms }) => terms.entitlements[0] && terms.entitlements[0].per.kind !== "customer")
    .flatMap(({ usedCounter }) => usedCounter ?? []);
  if (keys.length === 0) return new Map();
  const rows = await readSql(
    `SELECT asked.feature_id, used.split, used.quantity::text AS quantity
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[])
       AS asked (customer_id, feature_id, price_version_id, window_start)
     CROSS JOIN LATERAL (
       SELECT split, quantity FROM usage_counter
       WHERE usage_counter.customer_id = asked.customer_id
         AND usage_counter.feature_id = asked.feature_id
         AND usage_counter.price_version_id = asked.price_version_id
         AND usage_counter.window_start = asked.window_start AND split <> ''
       ORDER BY quantity DESC, split LIMIT ${MOST_VALUES}) AS used`,
    [
      keys.map(({ customerId }) => customerId),
      keys.map(({ featureId }) => featureId),
      keys.map(({ priceVersionId }) => priceVersionId),
      keys.map(({ windowStart }) => windowStart),
    ],
  );
  const apart = new Map<FeatureId, FeatureUseView["apart"]>();
  for (const row of rows) {
    const id = idFromRow<FeatureId>(row.feature_id);
    const used = quantityText(quantityFromRow(row.quantity));
    apart.set(id, [...(apart.get(id) ?? []), { value: String(row.split), used }]);
  }
  return apart;
}
