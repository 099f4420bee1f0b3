import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { invalidField, notFound } from "@/lib/errors";
import type { FeatureId } from "@/lib/ids";

/** The organization's catalogue as it is now; kept by the process while it does not change. */
export const catalogOf = (ctx: Context): Promise<Catalog> =>
  loadCatalog({ sql: readSql }, ctx.organizationId);

/** @throws DomainError `not_found` for a key that no feature has. */
export function featureWithKey(catalog: Catalog, key: string): FeatureId {
  const feature = catalog.featuresByKey.get(key);
  if (!feature) throw notFound("feature", key);
  return feature.id;
}

/** @throws DomainError `validation_error` for a feature that this organization does not have. */
export async function refuseUnknownFeatures(
  ctx: Context,
  featureIds: readonly FeatureId[],
): Promise<void> {
  if (featureIds.length === 0) return;
  const { features } = await catalogOf(ctx);
  const index = featureIds.findIndex((id) => !features.has(id));
  if (index >= 0) throw invalidField(`feature_ids.${index}`, "No such feature");
}
