/**
 * The small `pg` pools of the hot statements. Both send statements while earlier ones still run;
 * what tells them apart is how their statements are planned.
 */
import pg from "pg";
import { oncePerProcess, takeFromProcess } from "@/lib/runtime";
import { databaseSettings } from "./settings";

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
/** For a connection of the pool, or a new one. */
const LONGEST_WAIT_MS = 5_000;

const POOLS = {
  any: { name: "db.hot-pool", planning: PLANNED_EACH_TIME },
  keys: { name: "db.key-pool", planning: PLANNED_ONCE },
} as const;
/** `keys`: for statements that find each row by an index, however many they find. */
export type HotKind = keyof typeof POOLS;

export function hotPool(kind: HotKind = "any"): pg.Pool {
  const { name, planning } = POOLS[kind];
  return oncePerProcess(name, () => {
    const { url, hotConnections } = databaseSettings();
    const pool = new pg.Pool({
      connectionString: url,
      max: hotConnections,
      options: [...SESSION, ...planning].join(" "),
      pipeline: true,
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
