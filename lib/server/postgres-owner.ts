/**
 * Who owns the embedded server: one process, by a lock that ends with its holder, however that
 * dies. A server that ends under its owner, by a crash of its own, is started again.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { log, logError } from "@/lib/log";
import { Fault } from "./fault";
import {
  type Cluster,
  clearForeignPid,
  clusterUrl,
  isUp,
  serverPid,
  startCluster,
} from "./postgres-cluster";

const OWNER_LOCK = 4_217_301_946;
const OWNER_WAIT_MS = 5_000;
const RIVAL_WAIT_MS = 30_000;
const RESTART_PAUSE_MS = 1_000;

export type Ownership = {
  /** True if the server was running already. */
  readonly adopted: boolean;
  /** False while the server is down, or if another process took it over meanwhile. */
  readonly isHeld: () => boolean;
  /** Gives it up. @returns whether it was held. */
  readonly release: () => Promise<boolean>;
};

/**
 * Starts or adopts the server and keeps it running until released.
 *
 * @param ownerNow names the process that owns it, for the refusal.
 * @throws Fault if another process owns it, or it cannot be started.
 */
export async function ownServer(cluster: Cluster, ownerNow: () => string): Promise<Ownership> {
  const { adopted, lock: first } = await own(cluster, ownerNow);
  let lock: pg.Client | undefined;
  let isReleased = false;
  let regaining: Promise<void> = Promise.resolve();

  const hold = (client: pg.Client) => {
    lock = client;
    client.once("end", () => {
      lock = undefined;
      if (!isReleased) regaining = regain();
    });
  };
  const regain = async () => {
    log().error("the embedded database ended; starting it again");
    while (!isReleased && lock === undefined) {
      try {
        hold((await own(cluster, ownerNow)).lock);
        log().info("the embedded database is back");
      } catch (error) {
        logError(error, { database: cluster.dataDirectory });
        await sleep(RESTART_PAUSE_MS);
      }
    }
  };

  hold(first);
  return {
    adopted,
    isHeld: () => lock !== undefined,
    release: async () => {
      isReleased = true;
      await regaining;
      const held = lock;
      await held?.end().catch(() => undefined);
      return held !== undefined;
    },
  };
}

async function own(
  cluster: Cluster,
  ownerNow: () => string,
): Promise<{ adopted: boolean; lock: pg.Client }> {
  const adopted = await isUp(cluster);
  if (!adopted) await startOrJoin(cluster);
  try {
    return { adopted, lock: await takeLock(cluster, ownerNow) };
  } catch (error) {
    // An owner that was just ending has taken the server with it: then it is ours to start.
    if (!adopted || (await isUp(cluster))) throw error;
    await startOrJoin(cluster);
    return { adopted: false, lock: await takeLock(cluster, ownerNow) };
  }
}

async function startOrJoin(cluster: Cluster): Promise<void> {
  const deadline = Date.now() + RIVAL_WAIT_MS;
  for (;;) {
    clearForeignPid(cluster);
    const inTheWay = serverPid(cluster);
    try {
      return await startCluster(cluster);
    } catch (error) {
      // Asked before too: what was in the way may have been buried while this one gave up.
      const hasRival = (inTheWay ?? serverPid(cluster)) !== undefined;
      // Another app may have started it in the same moment; who owns it is decided by the lock.
      if (await comesUp(cluster)) return;
      // One that was killed is in the way until the system has buried it: then it is tried again.
      if (!hasRival || Date.now() > deadline) throw error;
    }
  }
}

async function comesUp(cluster: Cluster): Promise<boolean> {
  const deadline = Date.now() + OWNER_WAIT_MS;
  while (serverPid(cluster) !== undefined && Date.now() < deadline) {
    if (await isUp(cluster)) return true;
    await sleep(100);
  }
  return isUp(cluster);
}

async function takeLock(cluster: Cluster, ownerNow: () => string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, "postgres") });
  client.on("error", () => {});
  await client.connect();
  // A killed owner's connection is gone a moment after it.
  const deadline = Date.now() + OWNER_WAIT_MS;
  for (;;) {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS taken", [OWNER_LOCK]);
    if (rows[0]?.taken === true) return client;
    if (Date.now() > deadline) break;
    await sleep(200);
  }
  await client.end();
  throw new Fault(
    [
      `Florin is already running on this data directory: ${ownerNow()}.`,
      "Use that one, stop it, or set FLORIN_DATA_DIR and PORT to run a second one beside it.",
    ].join("\n"),
  );
}
