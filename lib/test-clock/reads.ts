import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row, Tx } from "@/lib/db/tx";
import { type AdvanceId, type CustomerId, idFromRow, idText, type TestClockId } from "@/lib/ids";
import type {
  AdvanceView,
  ResidentView,
  TestClockDetail,
  TestClockPage,
  TestClockView,
} from "./schema";
import { NEXT_CHANGES } from "./store/due";
import { advanceView, clockView, happeningView } from "./view";

const COLUMNS = `test_clock.id, test_clock.name, test_clock.now_at, test_clock.created_at,
  test_clock.archived_at, coalesce(test_clock.run_until > now(), false) AS is_advancing,
  (SELECT to_at FROM test_clock_advance AS way
    WHERE way.test_clock_id = test_clock.id AND NOT way.is_finished) AS advancing_to,
  (SELECT count(*)::int FROM customer
    WHERE customer.test_clock_id = test_clock.id AND customer.archived_at IS NULL) AS customers,
  (SELECT min(current_period_end) FROM customer
    JOIN subscription ON subscription.customer_id = customer.id
    WHERE customer.test_clock_id = test_clock.id AND next_due_at IS NOT NULL
      AND subscription.status IN ('TRIALING', 'ACTIVE', 'PAST_DUE')) AS next_renewal_at,
  (SELECT min(change.at) FROM (${NEXT_CHANGES.replaceAll("$1::uuid", "test_clock.id")}) AS change)
    AS next_change_at`;

/** Clocks in use, newest first. */
export async function listTestClocks(
  ctx: Context,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<TestClockPage> {
  const [rows, [counted]] = await Promise.all([
    readSql(
      `SELECT ${COLUMNS} FROM test_clock
       WHERE organization_id = $1::uuid AND archived_at IS NULL
       ORDER BY created_at DESC, id DESC LIMIT $2::int OFFSET $3::int`,
      [ctx.organizationId, limit, offset],
    ),
    readSql(
      `SELECT count(*)::int AS total FROM test_clock
       WHERE organization_id = $1::uuid AND archived_at IS NULL`,
      [ctx.organizationId],
    ),
  ]);
  return { items: rows.map(clockView), total: Number(counted?.total) };
}

async function findClockRow(ctx: Context, id: TestClockId): Promise<Row | undefined> {
  const [row] = await readSql(
    `SELECT ${COLUMNS} FROM test_clock WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [ctx.organizationId, id],
  );
  return row;
}

/** Cheap enough to ask again and again while it moves. */
export async function findTestClock(
  ctx: Context,
  id: TestClockId,
): Promise<TestClockView | undefined> {
  const row = await findClockRow(ctx, id);
  return row && clockView(row);
}

/** How many of those who live on a clock are listed with it. */
const MOST_RESIDENTS = 1000;

export async function findTestClockDetail(
  ctx: Context,
  id: TestClockId,
): Promise<TestClockDetail | undefined> {
  const row = await findClockRow(ctx, id);
  return row && { ...clockView(row), residents: await listResidents(id) };
}

async function listResidents(id: TestClockId): Promise<ResidentView[]> {
  const rows = await readSql(
    `SELECT customer.id, external_id, name, archived_at, min(change.at) AS at
     FROM customer LEFT JOIN (${NEXT_CHANGES}) AS change ON change.customer_id = customer.id
     WHERE customer.test_clock_id = $1::uuid
     GROUP BY customer.id ORDER BY name, customer.id LIMIT ${MOST_RESIDENTS}`,
    [id],
  );
  return rows.map((row) => ({
    id: idText("cus", idFromRow<CustomerId>(row.id)),
    externalId: String(row.external_id),
    name: String(row.name),
    isArchived: row.archived_at !== null,
    nextChangeAt: (row.at as Date | null)?.toISOString() ?? null,
  }));
}

/** Outside a transaction. */
const READER: Tx = { sql: readSql };

const ADVANCE = `SELECT id, test_clock_id, from_at, to_at, is_finished, actor_name, started_at
  FROM test_clock_advance WHERE organization_id = $1::uuid`;

/** @throws RangeError for a way that was never begun. */
export async function findAdvance(
  ctx: Context,
  id: AdvanceId,
  tx: Tx = READER,
): Promise<AdvanceView> {
  const rows = await tx.sql(`${ADVANCE} AND id = $2::uuid`, [ctx.organizationId, id]);
  const [view] = await withHappenings(tx, rows);
  if (!view) throw new RangeError(`no advance ${id}`);
  return view;
}

/** A clock's ways, the latest first, each with what happened. */
export async function listAdvances(
  ctx: Context,
  id: TestClockId,
  { limit }: { readonly limit: number },
): Promise<readonly AdvanceView[]> {
  const rows = await readSql(
    `${ADVANCE} AND test_clock_id = $2::uuid ORDER BY to_at DESC LIMIT $3::int`,
    [ctx.organizationId, id, limit],
  );
  return withHappenings(READER, rows);
}

async function withHappenings(tx: Tx, rows: readonly Row[]): Promise<readonly AdvanceView[]> {
  if (rows.length === 0) return [];
  const happened = await tx.sql(
    `SELECT happening.*, happening.amount::text AS amount, customer.name AS customer_name
     FROM test_clock_happening AS happening JOIN customer ON customer.id = happening.customer_id
     WHERE advance_id = ANY($1::uuid[]) ORDER BY position`,
    [rows.map(({ id }) => String(id))],
  );
  return rows.map((row) =>
    advanceView(row, happened.filter(({ advance_id }) => advance_id === row.id).map(happeningView)),
  );
}
