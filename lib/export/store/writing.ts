/** What the job asks and keeps. */
import type { Tx } from "@/lib/db/tx";
import { type ExportId, idFromRow } from "@/lib/ids";
import type { Piece } from "../reads/export-list";
import { plusTotals } from "../rules/totals";
import { COLUMNS, type ExportRecord, exportFromRow, totalsJson } from "./record";

/** For the job, which knows no organization before it has found one. */
export async function findUnderWay(tx: Tx, id: ExportId): Promise<ExportRecord | undefined> {
  const [row] = await tx.sql(
    `SELECT ${COLUMNS} FROM export WHERE id = $1::uuid AND state IN ('PENDING', 'WRITING')`,
    [id],
  );
  return row && exportFromRow(row);
}

/**
 * Keeps the piece that follows on what `found` had. @returns the export with it, or undefined
 * where another has written that piece meanwhile, or somebody has cancelled.
 */
export async function insertPiece(
  tx: Tx,
  found: ExportRecord,
  piece: Piece & { readonly text: string },
): Promise<ExportRecord | undefined> {
  const [row] = await tx.sql(
    `UPDATE export SET cursor = $3::text, pieces = pieces + 1, rows = rows + $4::int,
       totals = $5::jsonb, touched_at = now(),
       state = CASE WHEN $3::text IS NULL THEN 'READY' ELSE 'WRITING' END,
       finished_at = CASE WHEN $3::text IS NULL THEN now() END
     WHERE id = $1::uuid AND pieces = $2::int AND state IN ('PENDING', 'WRITING')
     RETURNING ${COLUMNS}`,
    [
      ...[found.id, found.pieces, piece.nextCursor, piece.rows],
      totalsJson(plusTotals(found.totals, piece.totals)),
    ],
  );
  if (!row) return undefined;
  await tx.sql(
    "INSERT INTO export_piece (export_id, number, text) VALUES ($1::uuid, $2::int, $3::text)",
    [found.id, found.pieces, piece.text],
  );
  return exportFromRow(row);
}

export async function findPiece(tx: Tx, id: ExportId, number: number): Promise<string | undefined> {
  const [row] = await tx.sql(
    "SELECT text FROM export_piece WHERE export_id = $1::uuid AND number = $2::int",
    [id, number],
  );
  return row && String(row.text);
}

/** False where it had come further meanwhile. */
export async function updateFailed(
  tx: Tx,
  { id, pieces }: Pick<ExportRecord, "id" | "pieces">,
  failure: string,
): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE export SET state = 'FAILED', failure = $3::text, finished_at = now()
     WHERE id = $1::uuid AND pieces = $2::int AND state IN ('PENDING', 'WRITING') RETURNING id`,
    [id, pieces, failure],
  );
  return rows.length > 0;
}

/** Those under way that nobody has touched for a while; touched now, so that one finder has them. */
export async function touchAbandoned(
  tx: Tx,
  seconds: number,
  limit: number,
): Promise<readonly ExportId[]> {
  const rows = await tx.sql(
    `UPDATE export SET touched_at = now() WHERE id IN (
       SELECT id FROM export WHERE state IN ('PENDING', 'WRITING')
         AND touched_at < now() - make_interval(secs => $1::int)
       ORDER BY touched_at LIMIT $2::int FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [seconds, limit],
  );
  return rows.map(({ id }) => idFromRow<ExportId>(id));
}

/** @returns what went, pieces and all. */
export async function deleteExpired(
  tx: Tx,
  at: Date,
  limit: number,
): Promise<readonly ExportRecord[]> {
  const rows = await tx.sql(
    `DELETE FROM export WHERE id IN (
       SELECT id FROM export WHERE expires_at <= $1::timestamptz
       ORDER BY expires_at LIMIT $2::int FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}`,
    [at, limit],
  );
  return rows.map(exportFromRow);
}
