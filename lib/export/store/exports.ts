/** What people ask, look at and command. */
import type { Tx } from "@/lib/db/tx";
import type { ExportId, OrganizationId } from "@/lib/ids";
import type { ListName } from "../reads/lists";
import { COLUMNS, type ExportRecord, exportFromRow, type NewExport } from "./record";

/** Whoever asks for the same at the same time waits here. */
export async function lockAsking(tx: Tx, { organizationId, askedById, list, source }: NewExport) {
  const name = JSON.stringify([organizationId, askedById, list, source]);
  await tx.sql("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0)) IS NULL AS held", [
    name,
  ]);
}

/** The same, asked for by the same: under way, or asked for since `since` and not given up. */
export async function findSame(
  tx: Tx,
  { organizationId, askedById, list, source }: NewExport,
  since: Date,
): Promise<ExportRecord | undefined> {
  const [row] = await tx.sql(
    `SELECT ${COLUMNS} FROM export
     WHERE organization_id = $1::uuid AND source = $2::text AND list = $5::text
       AND asked_by_id IS NOT DISTINCT FROM $3::text
       AND (state IN ('PENDING', 'WRITING') OR (state = 'READY' AND asked_at >= $4::timestamptz))
     ORDER BY id DESC LIMIT 1`,
    [organizationId, source, askedById, since, list],
  );
  return row && exportFromRow(row);
}

export async function insertExport(tx: Tx, asked: NewExport): Promise<void> {
  await tx.sql(
    `INSERT INTO export (id, organization_id, list, source, query, filters, file_name, asked_by_id,
       asked_by, asked_at, expires_at, state, touched_at)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::jsonb, $6::jsonb, $7::text, $8::text,
       $9::text, $10::timestamptz, $11::timestamptz, 'PENDING', now())`,
    [
      ...[asked.id, asked.organizationId, asked.list, asked.source, asked.query],
      ...[JSON.stringify(asked.filters), asked.fileName, asked.askedById, asked.askedBy],
      ...[asked.askedAt, asked.expiresAt],
    ],
  );
}

const OWN = `SELECT ${COLUMNS} FROM export WHERE id = $1::uuid AND organization_id = $2::uuid`;

export async function findOwn(
  tx: Tx,
  organizationId: OrganizationId,
  id: ExportId,
): Promise<ExportRecord | undefined> {
  const [row] = await tx.sql(OWN, [id, organizationId]);
  return row && exportFromRow(row);
}

export async function lockOwn(
  tx: Tx,
  organizationId: OrganizationId,
  id: ExportId,
): Promise<ExportRecord | undefined> {
  const [row] = await tx.sql(`${OWN} FOR UPDATE`, [id, organizationId]);
  return row && exportFromRow(row);
}

/** Newest first. */
export async function loadExports(
  tx: Tx,
  organizationId: OrganizationId,
  asked: {
    readonly lists: readonly ListName[];
    readonly after: ExportId | null;
    readonly limit: number;
  },
): Promise<readonly ExportRecord[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM export
     WHERE organization_id = $1::uuid AND list = ANY($2::text[])
       AND ($3::uuid IS NULL OR id < $3::uuid)
     ORDER BY id DESC LIMIT $4::int`,
    [organizationId, asked.lists, asked.after, asked.limit],
  );
  return rows.map(exportFromRow);
}

/** It goes on where it stood. */
export async function updateRetried(tx: Tx, id: ExportId): Promise<void> {
  await tx.sql(
    `UPDATE export SET state = 'PENDING', failure = NULL, finished_at = NULL, touched_at = now()
     WHERE id = $1::uuid`,
    [id],
  );
}

/** What was written of it goes. */
export async function updateCancelled(tx: Tx, id: ExportId): Promise<void> {
  await tx.sql("UPDATE export SET state = 'CANCELLED', finished_at = now() WHERE id = $1::uuid", [
    id,
  ]);
  await tx.sql("DELETE FROM export_piece WHERE export_id = $1::uuid", [id]);
}
