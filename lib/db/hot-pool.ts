/**
 * The small `pg` pools of the hot statements. Both send statements while earlier ones still run;
 * what tells them apart is how their statements are planned.
 */
import pg from "pg";
import { oncePerProcess, takeFromProcess } from "@/lib/runtime";
import { ROW_VALUES } from "./row-values";
import { databaseSettings } from "./settings";

/** Money is never committed asynchronously. A session whose client froze is ended, with its locks. */
const SESSION = [
  "-c idle_in_transaction_session_timeout=5s",
  "-c synchronous_commit=on",
  "-c timezone=UTC",
];
/**
 * Planned for its values each time. A plan kept from when its table was nearly empty reads all of
 * it, until the next ANALYZE: measured, a fifth of the speed, and worse with every row.
 */
const PLANNED_EACH_TIME = ["-c plan_cache_mode=force_custom_plan"];
/**
 * Planned once a connection, for any number of keys: planning a batch can take longer than running
 * it. Plans that read whole tables are not allowed, so it does not matter when they were made.
 */
const PLANNED_ONCE = [
  "-c plan_cache_mode=force_generic_plan",
  "-c enable_seqscan=off",
  "-c enable_hashjoin=off",
  "-c enable_mergejoin=off",
];
/**
 * A session that waits for a lock or a statement longer than this is stuck; it gives way to the
 * others, who may be without number, and its command is tried again.
 */
const GIVES_WAY = ["-c lock_timeout=2s", "-c statement_timeout=5s"];
/**
 * Of the few lanes that batches go in. The database lets those that wait go in the order they came:
 * who gave way and came again would be behind everybody, for as long as batches keep coming.
 */
const WAITS_ITS_TURN = ["-c lock_timeout=10s", "-c statement_timeout=15s"];
/** For a connection of the pool, or a new one. */
const LONGEST_WAIT_MS = 5_000;

const POOLS = {
  any: { name: "db.hot-pool", options: [...SESSION, ...GIVES_WAY, ...PLANNED_EACH_TIME] },
  keys: { name: "db.key-pool", options: [...SESSION, ...WAITS_ITS_TURN, ...PLANNED_ONCE] },
} as const;
/** `keys`: for statements that find each row by an index, however many they find. */
export type HotKind = keyof typeof POOLS;

export function hotPool(kind: HotKind = "any"): pg.Pool {
  const { name, options } = POOLS[kind];
  return oncePerProcess(name, () => {
    const { url, hotConnections } = databaseSettings();
    const pool = new pg.Pool({
      connectionString: url,
      max: hotConnections,
      options: options.join(" "),
      pipeline: true,
      types: ROW_VALUES,
      connectionTimeoutMillis: LONGEST_WAIT_MS,
    });
    // A connection that the server closes must not end the process: idle, the next user makes
    // another; in use, between two statements, the next statement of its user fails.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => {
      client.on("error", () => undefined);
      connectionsOf(kind).made += 1;
    });
    return pool;
  });
}

const connectionsOf = (kind: HotKind) =>
  oncePerProcess(`${POOLS[kind].name}.connections`, () => ({ made: 0 }));

/**
 * How many connections were made so far. A new one may lead to a database that was restored or
 * failed over meanwhile: what was learned by earlier ones may never have happened there.
 */
export const connectionsMade = (kind: HotKind): number => connectionsOf(kind).made;

export async function closeHotPool(): Promise<void> {
  await Promise.all(Object.values(POOLS).map(({ name }) => takeFromProcess<pg.Pool>(name)?.end()));
}
