/** A database that drops its clients at random, as a fail-over or an impatient administrator does. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseSettings } from "@/lib/db/settings";

/** Many times as long as a command's transaction takes, so that on a slow machine, too, some come through. */
const LONGEST_PAUSE_MS = 200;

/**
 * Cuts one busy session of the process's database after the other.
 *
 * @param adminUrl an address of another database of that server.
 * @returns how to make an end of it, and how many were cut.
 */
export function cutSessions(
  adminUrl: string,
  longestPauseMs = LONGEST_PAUSE_MS,
): () => Promise<number> {
  const database = new URL(databaseSettings().url).pathname.slice(1);
  let isOver = false;
  const cutting = (async () => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    let cut = 0;
    while (!isOver) {
      await sleep(Math.random() * longestPauseMs);
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = $1 AND state <> 'idle' ORDER BY random() LIMIT 1`,
        [database],
      );
      cut += rowCount ?? 0;
    }
    await client.end();
    return cut;
  })();
  return () => {
    isOver = true;
    return cutting;
  };
}
