import { actorId } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { queueJob } from "@/lib/db/queue-job";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { type ExportId, newId } from "@/lib/ids";
import type { ListName, QueryOf } from "../reads/lists";
import { queryJson } from "../reads/stored-query";
import type { ExportView, FilterWord } from "../schema";
import { findSame, insertExport, lockAsking } from "../store/exports";
import type { ExportRecord, NewExport } from "../store/record";
import { exportView } from "../view";
import { audit } from "./audit-export";

const KEPT_MS = 7 * 86_400_000;
/** Asked again so soon, the same is meant. */
const A_MINUTE_MS = 60_000;

export type AskedExport<Name extends ListName = ListName> = {
  readonly list: Name;
  readonly query: QueryOf<Name>;
  /** The address of the list as it is seen, filters and all. */
  readonly source: string;
  readonly filters: readonly FilterWord[];
  /** Without `.csv`. */
  readonly fileName: string;
};

/**
 * Has a list written to a file by a job. Asked for twice by one person, while it is written or
 * within a minute, it is one export.
 */
export function askExport<Name extends ListName>(
  ctx: Context,
  { query, ...of }: AskedExport<Name>,
): Promise<ExportView> {
  const made: NewExport = {
    ...of,
    id: newId<ExportId>(),
    organizationId: ctx.organizationId,
    query: queryJson(query),
    askedById: actorId(ctx.actor),
    askedBy: ctx.actor.name,
    askedAt: ctx.at,
    expiresAt: new Date(ctx.at.getTime() + KEPT_MS),
  };
  return transact(ctx, async (tx) => {
    await lockAsking(tx, made);
    const same = await findSame(tx, made, new Date(ctx.at.getTime() - A_MINUTE_MS));
    if (same) return exportView(same);
    await insertExport(tx, made);
    const asked: ExportRecord = {
      ...{ ...made, query },
      ...{ state: "PENDING", cursor: null, pieces: 0, rows: 0, totals: {} },
      ...{ finishedAt: null, failure: null },
    };
    await audit(tx, ctx, asked, { action: "export.asked" });
    await queueWriting(tx, made.id);
    return exportView(asked);
  });
}

/** Has a job go on with it. */
export const queueWriting = (tx: Tx, exportId: ExportId) =>
  queueJob(tx, { name: "write-export", payload: { exportId }, inSeconds: 0 });
