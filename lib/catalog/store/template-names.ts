/** What of a template an organization has already: its names are how a repeat knows. */
import type { Tx } from "@/lib/db/tx";
import { type FeatureId, idFromRow, type OrganizationId } from "@/lib/ids";

export type TakenNames = {
  /** Archived ones too: a key is taken for good. */
  readonly features: ReadonlyMap<string, FeatureId>;
  readonly plans: ReadonlySet<string>;
  /** By name, of those on sale: a pack has no key. */
  readonly packs: ReadonlySet<string>;
};

export async function loadTakenNames(tx: Tx, organizationId: OrganizationId): Promise<TakenNames> {
  const features = await tx.sql("SELECT key, id FROM feature WHERE organization_id = $1::uuid", [
    organizationId,
  ]);
  const plans = await tx.sql("SELECT key FROM plan WHERE organization_id = $1::uuid", [
    organizationId,
  ]);
  const packs = await tx.sql(
    "SELECT name FROM credit_pack WHERE organization_id = $1::uuid AND archived_at IS NULL",
    [organizationId],
  );
  return {
    features: new Map(features.map(({ key, id }) => [String(key), idFromRow<FeatureId>(id)])),
    plans: new Set(plans.map(({ key }) => String(key))),
    packs: new Set(packs.map(({ name }) => String(name))),
  };
}
