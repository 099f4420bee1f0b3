import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { invalidField } from "@/lib/errors";
import type { FeatureId } from "@/lib/ids";

/**
 * @param named one as `featureId`, several as `featureIds`: the fault is told of that field.
 * @throws DomainError `validation_error` for a feature that the organization does not have.
 */
export async function refuseUnknownFeatures(
  ctx: Context,
  { featureId, featureIds = [] }: Named,
  tx: Tx = { sql: readSql },
): Promise<void> {
  if (!featureId && featureIds.length === 0) return;
  const { features } = await loadCatalog(tx, ctx.organizationId);
  if (featureId && !features.has(featureId)) throw invalidField("featureId", "No such feature");
  const index = featureIds.findIndex((id) => !features.has(id));
  if (index >= 0) throw invalidField(`featureIds.${index}`, "No such feature");
}

/** As an input names one, or several. */
type Named = {
  readonly featureId?: FeatureId | null;
  readonly featureIds?: readonly FeatureId[];
};
