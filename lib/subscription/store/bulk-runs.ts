/** Runs of many starts that are not through. */
import type { Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";

export type BulkRunName = { readonly organizationId: OrganizationId; readonly name: string };

export type BulkRunRecord = {
  readonly name: string;
  readonly externalIds: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly done: number;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly lastAt: Date;
};

/** The same run again goes on: who began it, and when, stays. */
export async function insertOrUpdateBulkRun(
  tx: Tx,
  run: BulkRunName & Pick<BulkRunRecord, "externalIds" | "fields" | "startedBy" | "startedAt">,
): Promise<void> {
  await tx.sql(
    `INSERT INTO bulk_run (organization_id, name, external_ids, fields, started_by, started_at, last_at)
     VALUES ($1::uuid, $2::text, $3::jsonb, $4::jsonb, $5::text, $6::timestamptz, $6::timestamptz)
     ON CONFLICT (organization_id, name) DO UPDATE SET external_ids = excluded.external_ids,
       fields = excluded.fields, last_at = excluded.last_at,
       done = CASE WHEN bulk_run.external_ids = excluded.external_ids THEN bulk_run.done ELSE 0 END`,
    [
      ...[run.organizationId, run.name],
      ...[JSON.stringify(run.externalIds), JSON.stringify(run.fields)],
      ...[run.startedBy, run.startedAt.toISOString()],
    ],
  );
}

/** How far it has come by `at`; one that is through is kept no longer. */
export async function updateBulkRun(
  tx: Tx,
  { organizationId, name }: BulkRunName,
  { done, at }: { readonly done: number; readonly at: Date },
): Promise<void> {
  const of = [organizationId, name, done];
  await tx.sql(
    `DELETE FROM bulk_run WHERE organization_id = $1::uuid AND name = $2::text
       AND $3::int >= jsonb_array_length(external_ids)`,
    of,
  );
  await tx.sql(
    `UPDATE bulk_run SET done = greatest(done, $3::int), last_at = greatest(last_at, $4::timestamptz)
     WHERE organization_id = $1::uuid AND name = $2::text`,
    [...of, at.toISOString()],
  );
}

export async function removeBulkRun(tx: Tx, { organizationId, name }: BulkRunName): Promise<void> {
  await tx.sql("DELETE FROM bulk_run WHERE organization_id = $1::uuid AND name = $2::text", [
    organizationId,
    name,
  ]);
}

/** Those begun last come first. */
export async function loadBulkRuns(
  tx: Tx,
  organizationId: OrganizationId,
  limit: number,
): Promise<readonly BulkRunRecord[]> {
  const rows = await tx.sql(
    `SELECT name, external_ids, fields, done, started_by, started_at, last_at FROM bulk_run
     WHERE organization_id = $1::uuid ORDER BY started_at DESC, name LIMIT $2::int`,
    [organizationId, limit],
  );
  return rows.map((row) => ({
    name: String(row.name),
    externalIds: row.external_ids as string[],
    fields: row.fields as Record<string, unknown>,
    done: Number(row.done),
    startedBy: String(row.started_by),
    startedAt: row.started_at as Date,
    lastAt: row.last_at as Date,
  }));
}
