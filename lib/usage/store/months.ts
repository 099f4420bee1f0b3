/**
 * The monthly partitions of `usage_event`. A missing one is made before the transaction that
 * needs it, on a connection of its own: within it, the new table would wait for the rows.
 */
import { readSql } from "@/lib/db/transact";
import { oncePerProcess } from "@/lib/runtime";

const known = () => oncePerProcess("usage.months", () => new Set<string>());

/** Makes the partitions that events at these instants fall into. */
export async function ensureMonths(instants: Iterable<Date>): Promise<void> {
  const months = new Set<string>();
  for (const instant of instants) months.add(instant.toISOString().slice(0, 7));
  for (const month of months) {
    if (known().has(month)) continue;
    await createMonth(month);
    known().add(month);
  }
}

/** Two that make one month at once: the slower one finds it there and is content. */
const MADE_MEANWHILE = new Set(["42P07", "23505"]);

async function createMonth(month: string): Promise<void> {
  const from = new Date(`${month}-01T00:00:00.000Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const name = `usage_event_${month.replace("-", "_")}`;
  try {
    await readSql(
      `CREATE TABLE IF NOT EXISTS "${name}" PARTITION OF usage_event
       FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
    );
  } catch (error) {
    if (!MADE_MEANWHILE.has(String((error as { code?: unknown }).code))) throw error;
  }
}

/** Makes the month of an instant and so many after it. */
export async function makeMonthsAhead(at: Date, count: number): Promise<void> {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  await ensureMonths(
    Array.from({ length: count + 1 }, (_, ahead) => new Date(Date.UTC(year, month + ahead, 1))),
  );
}

/** Events that lie in no month of their own: a month that is missing cannot be made around them. */
export async function countStrayEvents(): Promise<number> {
  const [row] = await readSql("SELECT count(*)::int AS count FROM usage_event_default");
  return Number(row?.count);
}
