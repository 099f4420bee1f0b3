import { idText } from "@/lib/ids";
import { decimalText } from "@/lib/money/decimal";
import { LISTS } from "./reads/lists";
import type { ExportView } from "./schema";
import type { ExportRecord } from "./store/record";

export const exportView = (record: ExportRecord): ExportView => ({
  id: idText("exp", record.id),
  name: LISTS[record.list].name,
  source: record.source,
  filters: [...record.filters],
  state: record.state,
  askedBy: record.askedBy,
  askedAt: record.askedAt.toISOString(),
  rows: record.rows,
  totals: Object.entries(record.totals).flatMap(([column, sums]) =>
    Object.entries(sums).map(([unit, sum]) => ({
      column,
      unit: unit === "" ? null : unit,
      sum: decimalText(sum),
    })),
  ),
  finishedAt: record.finishedAt?.toISOString() ?? null,
  expiresAt: record.expiresAt.toISOString(),
  failure: record.failure,
});
