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
