import { Pagination } from "@/components/table/pagination";
import { Card } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { listHistory } from "@/lib/report/reads/history";
import type { HistoryItem, ThingKind } from "@/lib/report/schema/history";
import { HistoryList } from "../_components/history-list";

const PAGE = 50;

/** What was done to a thing of the catalogue, a page of it; `changesOf` says some changes better. */
export async function History({
  ctx,
  entity,
  id,
  cursor,
  changesOf,
}: {
  ctx: Context;
  entity: ThingKind;
  /** Its inner id. */
  id: string;
  cursor: string | null;
  changesOf?: (item: HistoryItem) => HistoryItem["changes"];
}) {
  const { items, nextCursor } = await listHistory(ctx, { entity, id, cursor, limit: PAGE });
  const told = changesOf ? items.map((item) => ({ ...item, changes: changesOf(item) })) : items;
  return (
    <Card flush>
      <HistoryList items={told} />
      {(nextCursor || cursor) && <Pagination next={nextCursor} />}
    </Card>
  );
}
