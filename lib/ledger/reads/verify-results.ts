import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import {
  CheckedView,
  DifferenceView,
  type LedgerCheckView,
  type VerificationView,
} from "../schema/verification";
import { instant, orNull, text } from "../store/rows";

const COLUMNS = `id, trigger, asked_by, asked_at, started_at, finished_at, duration_ms, counts,
  difference_count, differences, failure`;

/** The organization's last run that ended, and one that is waiting or under way. */
export async function findVerification(ctx: Context): Promise<VerificationView> {
  const rows = await readSql(
    `(SELECT ${COLUMNS} FROM ledger_check
       WHERE organization_id = $1::uuid AND finished_at IS NOT NULL
       ORDER BY asked_at DESC, id DESC LIMIT 1)
     UNION ALL
     (SELECT ${COLUMNS} FROM ledger_check WHERE organization_id = $1::uuid AND finished_at IS NULL)`,
    [ctx.organizationId],
  );
  const views = rows.map(checkFromRow);
  return {
    last: views.find(({ finishedAt }) => finishedAt !== null) ?? null,
    underWay: views.find(({ finishedAt }) => finishedAt === null) ?? null,
  };
}

const checkFromRow = (row: Row): LedgerCheckView => ({
  id: text(row.id),
  state: stateOf(row),
  trigger: text(row.trigger),
  askedBy: orNull(row.asked_by, text),
  askedAt: instant(row.asked_at).toISOString(),
  startedAt: orNull(row.started_at, isoFrom),
  finishedAt: orNull(row.finished_at, isoFrom),
  durationMs: orNull(row.duration_ms, Number),
  counts: orNull(row.counts, (counts) => CheckedView.parse(counts)),
  differenceCount: orNull(row.difference_count, Number),
  differences: DifferenceView.array().parse(row.differences),
  failure: orNull(row.failure, text),
});

const isoFrom = (value: unknown) => instant(value).toISOString();

function stateOf(row: Row): LedgerCheckView["state"] {
  if (row.finished_at === null) return row.started_at === null ? "queued" : "running";
  if (row.failure !== null) return "failed";
  return row.difference_count === 0 ? "clean" : "different";
}
