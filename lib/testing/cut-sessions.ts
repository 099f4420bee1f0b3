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
 * @returns how to make an end of it, at once or as soon as so many were cut, and how many were.
 */
export function cutSessions(
  adminUrl: string,
  longestPauseMs = LONGEST_PAUSE_MS,
): (atLeast?: number) => Promise<number> {
  const database = new URL(databaseSettings().url).pathname.slice(1);
  const end = new AbortController();
  let needed = 0;
  const cutting = (async () => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    let cut = 0;
    for (;;) {
      await pause(Math.random() * longestPauseMs, end.signal);
      if (end.signal.aborted && cut >= needed) break;
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
  return (atLeast = 0) => {
    needed = atLeast;
    end.abort();
    return cutting;
  };
}

/** Over at once where there is an end to be made. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
