/** The clocks themselves, and who moves them. Runs and leases are of real time, which the database tells. */
import type { Context } from "@/lib/context";
import type { Row, Tx } from "@/lib/db/tx";
import { type AdvanceId, idFromRow, newId, type OrganizationId, type TestClockId } from "@/lib/ids";

export type Clock = {
  readonly id: TestClockId;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly now: Date;
  /** Somebody moves it at this moment. */
  readonly isAdvancing: boolean;
  readonly isArchived: boolean;
};

/** One call that moves a clock, from its first step to its last. */
export type Run = {
  readonly id: string;
  readonly clockId: TestClockId;
  readonly advanceId: AdvanceId;
  readonly to: Date;
};

/** A run that is not heard of for so long has died; whoever asks next takes over. */
const LEASE = "interval '30 seconds'";

const COLUMNS = `id, organization_id, name, now_at, archived_at IS NOT NULL AS is_archived,
  coalesce(run_until > now(), false) AS is_advancing`;

/** Locked until the transaction ends: it is moved by one at a time. */
export async function lockClock(
  tx: Tx,
  organizationId: OrganizationId,
  id: TestClockId,
): Promise<Clock | undefined> {
  const [row] = await tx.sql(
    `SELECT ${COLUMNS} FROM test_clock
     WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    [organizationId, id],
  );
  return row && clockFromRow(row);
}

/** The clock as the run left it; undefined if another has taken over. */
export async function lockRun(tx: Tx, run: Run): Promise<Clock | undefined> {
  const [row] = await tx.sql(
    `SELECT ${COLUMNS} FROM test_clock WHERE id = $1::uuid AND run_id = $2::uuid FOR UPDATE`,
    [run.clockId, run.id],
  );
  return row && clockFromRow(row);
}

const clockFromRow = (row: Row): Clock => ({
  id: idFromRow<TestClockId>(row.id),
  organizationId: idFromRow<OrganizationId>(row.organization_id),
  name: String(row.name),
  now: row.now_at as Date,
  isAdvancing: row.is_advancing === true,
  isArchived: row.is_archived === true,
});

export async function insertClock(
  tx: Tx,
  ctx: Context,
  { name, frozenAt }: { readonly name: string; readonly frozenAt: Date },
): Promise<TestClockId> {
  const id = newId<TestClockId>();
  await tx.sql(
    `INSERT INTO test_clock (id, organization_id, name, now_at, created_at)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::timestamptz)`,
    [id, ctx.organizationId, name, frozenAt, ctx.at],
  );
  return id;
}

export async function updateArchived(tx: Tx, ctx: Context, id: TestClockId): Promise<void> {
  await tx.sql(`UPDATE test_clock SET archived_at = $2::timestamptz WHERE id = $1::uuid`, [
    id,
    ctx.at,
  ]);
}

/** How many customers in use live on it. */
export async function countResidents(tx: Tx, id: TestClockId): Promise<number> {
  const [row] = await tx.sql(
    `SELECT count(*)::int AS count FROM customer
     WHERE test_clock_id = $1::uuid AND archived_at IS NULL`,
    [id],
  );
  return Number(row?.count);
}

export type KnownAdvance = {
  readonly id: AdvanceId;
  readonly to: Date;
  readonly isFinished: boolean;
};

/** The way that was gone last, or is not gone to its end. */
export async function loadLastAdvance(tx: Tx, id: TestClockId): Promise<KnownAdvance | undefined> {
  const [row] = await tx.sql(
    `SELECT id, to_at, is_finished FROM test_clock_advance
     WHERE test_clock_id = $1::uuid ORDER BY to_at DESC LIMIT 1`,
    [id],
  );
  if (!row) return undefined;
  const { to_at: to, is_finished } = row;
  return { id: idFromRow<AdvanceId>(row.id), to: to as Date, isFinished: is_finished === true };
}

export async function insertAdvance(
  tx: Tx,
  ctx: Context,
  { clock, to }: { readonly clock: Clock; readonly to: Date },
): Promise<AdvanceId> {
  const id = newId<AdvanceId>();
  await tx.sql(
    `INSERT INTO test_clock_advance
       (id, organization_id, test_clock_id, from_at, to_at, actor_name, started_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz, $6::text, $7::timestamptz)`,
    [id, clock.organizationId, clock.id, clock.now, to, ctx.actor.name, ctx.at],
  );
  return id;
}

/** Takes a locked clock for one who moves it. */
export async function startRun(tx: Tx, run: Omit<Run, "id">): Promise<Run> {
  const id = newId<AdvanceId>();
  await tx.sql(
    `UPDATE test_clock SET run_id = $2::uuid, run_until = now() + ${LEASE} WHERE id = $1::uuid`,
    [run.clockId, id],
  );
  return { ...run, id };
}

/** Sets the clock a step on, and lets the run go on for as long again. */
export async function updateNow(tx: Tx, run: Run, now: Date): Promise<void> {
  await tx.sql(
    `UPDATE test_clock SET now_at = $2::timestamptz, run_until = now() + ${LEASE}
     WHERE id = $1::uuid`,
    [run.clockId, now],
  );
}

/** The clock has come to the end of its way. */
export async function finishRun(tx: Tx, { clockId, advanceId, to }: Run): Promise<void> {
  await tx.sql(
    `UPDATE test_clock SET now_at = $2::timestamptz, run_id = NULL, run_until = NULL
     WHERE id = $1::uuid`,
    [clockId, to],
  );
  await tx.sql("UPDATE test_clock_advance SET is_finished = true WHERE id = $1::uuid", [advanceId]);
}

/** Gives a clock free whose run failed on its way. */
export async function releaseRun(tx: Tx, { id, clockId }: Run): Promise<void> {
  await tx.sql(
    `UPDATE test_clock SET run_id = NULL, run_until = NULL
     WHERE id = $1::uuid AND run_id = $2::uuid`,
    [clockId, id],
  );
}
