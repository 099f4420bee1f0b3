/** What of a template an organization has already: its names are how a repeat knows. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type FeatureId,
  idFromRow,
  type OrganizationId,
  type PackId,
  type PlanId,
} from "@/lib/ids";

export type Taken<Id> = { readonly id: Id; readonly isArchived: boolean };

export type TakenNames = {
  /** By key, which is taken for good. */
  readonly features: ReadonlyMap<string, Taken<FeatureId>>;
  readonly plans: ReadonlyMap<string, Taken<PlanId>>;
  /** By name: a pack has no key. One on sale goes before those that are not. */
  readonly packs: ReadonlyMap<string, Taken<PackId>>;
};

export async function loadTakenNames(tx: Tx, organizationId: OrganizationId): Promise<TakenNames> {
  const namesOf = (table: string, name: string) =>
    tx.sql(
      `SELECT ${name} AS name, id, archived_at IS NOT NULL AS is_archived FROM ${table}
       WHERE organization_id = $1::uuid ORDER BY archived_at DESC NULLS LAST`,
      [organizationId],
    );
  return {
    features: byName<FeatureId>(await namesOf("feature", "key")),
    plans: byName<PlanId>(await namesOf("plan", "key")),
    packs: byName<PackId>(await namesOf("credit_pack", "name")),
  };
}

/** Of several by one name, the last. */
const byName = <Id extends FeatureId | PlanId | PackId>(rows: readonly Row[]) =>
  new Map(
    rows.map((row): [string, Taken<Id>] => [
      String(row.name),
      { id: idFromRow<Id>(row.id), isArchived: Boolean(row.is_archived) },
    ]),
  );

/** Whether somebody has used a feature. */
export async function isUsed(
  tx: Tx,
  of: { readonly id: FeatureId; readonly organizationId: OrganizationId },
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 AS one FROM usage_day WHERE organization_id = $1::uuid AND feature_id = $2::uuid LIMIT 1`,
    [of.organizationId, of.id],
  );
  return rows.length > 0;
}
