import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { ExportId } from "@/lib/ids";
import type { ExportPage } from "../schema";
import { findOwn, loadExports } from "../store/exports";
import type { ExportRecord } from "../store/record";
import { findPiece } from "../store/writing";
import { exportView } from "../view";
import type { ListName } from "./lists";

const reader = { sql: readSql };
const PAGE_SIZE = 50;

/** The organization's exports of these lists, newest first. */
export async function listExports(
  ctx: Context,
  { lists, after }: { readonly lists: readonly ListName[]; readonly after: ExportId | null },
): Promise<ExportPage> {
  const found = await loadExports(reader, ctx.organizationId, {
    ...{ lists, after },
    limit: PAGE_SIZE + 1,
  });
  const items = found.slice(0, PAGE_SIZE).map(exportView);
  return { items, nextCursor: found.length > PAGE_SIZE ? (items.at(-1)?.id ?? null) : null };
}

/** Without its pieces, and gone when its time is over, whenever it is removed. */
export async function findExport(ctx: Context, id: ExportId): Promise<ExportRecord | undefined> {
  const found = await findOwn(reader, ctx.organizationId, id);
  return found && found.expiresAt > ctx.at ? found : undefined;
}

/**
 * The text of the whole file, piece by piece.
 *
 * @throws Error if it is removed meanwhile: a file cut short must not look whole.
 */
export async function* readPieces({ id, pieces }: ExportRecord): AsyncGenerator<string> {
  for (let number = 0; number < pieces; number++) {
    const text = await findPiece(reader, id, number);
    if (text === undefined) throw new Error("the export was removed while it was read");
    yield text;
  }
}
