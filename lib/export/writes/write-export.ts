import type { Context } from "@/lib/context";
import { isSandbox } from "@/lib/customer/reads/clock";
import { isPassingFault } from "@/lib/db/retry";
import { readSql, transact } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import type { ExportId, OrganizationId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { LISTS } from "../reads/lists";
import type { ExportRecord } from "../store/record";
import { findUnderWay, insertPiece, updateFailed } from "../store/writing";
import { queueWriting } from "./ask-export";
import { audit } from "./audit-export";

const reader = { sql: readSql };

/** How much is done at once: rows in a piece, and pieces before other jobs have their turn. */
export const USUAL_SIZE = { rows: 1_000, pieces: 50 } as const;
type Size = { readonly rows: number; readonly pieces: number };

/**
 * Writes an export on from where it stands, a piece a transaction. Whatever stops it, the next run
 * goes on after the last piece; of two that run at once, one writes each piece and the other leaves.
 */
export async function writeExport(
  id: ExportId,
  contextOf: (organizationId: OrganizationId) => Context,
  size: Size = USUAL_SIZE,
): Promise<void> {
  const found = await findUnderWay(reader, id);
  if (!found) return;
  const ctx = contextOf(found.organizationId);
  let open: ExportRecord | undefined = found;
  for (let written = 0; open; written++) {
    if (written === size.pieces) return transact(ctx, (tx) => queueWriting(tx, id));
    open = await writeOrFail(ctx, open, size.rows);
  }
}

/** What does not pass is kept with the export, for people to see; what passes is tried again. */
async function writeOrFail(ctx: Context, open: ExportRecord, limit: number) {
  try {
    return await writePiece(ctx, open, limit);
  } catch (fault) {
    const isRefusal = isDomainError(fault);
    if (isPassingFault(fault) || (isRefusal && fault.code === "unavailable")) throw fault;
    logError(fault, { task: ctx.actor.name, exportId: open.id });
    const failure = isRefusal ? fault.message : "Something went wrong on our side";
    await transact(ctx, async (tx) => {
      const isFailed = await updateFailed(tx, open, failure);
      if (isFailed) await audit(tx, ctx, open, { action: "export.failed", reason: failure });
    });
    return undefined;
  }
}

/** @returns undefined where nothing is left to do for this run. */
async function writePiece(
  ctx: Context,
  open: ExportRecord,
  limit: number,
): Promise<ExportRecord | undefined> {
  const asOf: Context = { ...ctx, at: open.askedAt };
  // Rows of a sandbox may be of a test clock's time, ahead of everybody's: none is left out there.
  const until = (await isSandbox(ctx)) ? null : open.askedAt;
  const list = LISTS[open.list];
  const next = await list.piece(asOf, open.query, { cursor: open.cursor, limit, until });
  const text = open.pieces === 0 ? list.header + next.lines : next.lines;
  return transact(ctx, async (tx) => {
    const kept = await insertPiece(tx, open, { ...next, text });
    if (kept?.state === "READY") await audit(tx, ctx, kept, { action: "export.written" });
    return kept?.state === "WRITING" ? kept : undefined;
  });
}
