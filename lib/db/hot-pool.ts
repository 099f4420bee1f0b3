/** The small `pg` pool of the hot statements: poster lanes, ingest, renewal chunks and plain SQL reads. */
import pg from "pg";
import { oncePerProcess, takeFromProcess } from "@/lib/runtime";
import { databaseSettings } from "./settings";

const NAME = "db.hot-pool";

/**
 * A session that waits for a lock, a statement or a client longer than this is stuck; it gives
 * way to the others and its command is tried again. Money is never committed asynchronously.
 */
const SESSION = [
  "-c lock_timeout=2s",
  "-c statement_timeout=5s",
  "-c idle_in_transaction_session_timeout=5s",
  "-c synchronous_commit=on",
  "-c timezone=UTC",
  // A plan kept from when its table was nearly empty reads all of it, until the next ANALYZE:
  // measured, a fifth of the speed, and worse with every row.
  "-c plan_cache_mode=force_custom_plan",
].join(" ");
/** For a connection of the pool, or a new one. */
const LONGEST_WAIT_MS = 5_000;

export function hotPool(): pg.Pool {
  return oncePerProcess(NAME, () => {
    const { url, hotConnections } = databaseSettings();
    const pool = new pg.Pool({
      connectionString: url,
      max: hotConnections,
      options: SESSION,
      // Statements are sent while earlier ones still run: a batch waits twice, not six times.
      pipeline: true,
      connectionTimeoutMillis: LONGEST_WAIT_MS,
    });
    // A connection that the server closes must not end the process: idle, the next user makes
    // another; in use, between two statements, the next statement of its user fails.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool;
  });
}

export async function closeHotPool(): Promise<void> {
  await takeFromProcess<pg.Pool>(NAME)?.end();
}
