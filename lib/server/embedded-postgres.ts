/**
 * The database that comes with Florin: started with the app, or adopted if an app that was
 * killed left it running. `postgres.json` in the data directory tells the command line where
 * it is and who owns it.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Fault } from "./fault";
import { initialiseCluster } from "./initialise-cluster";
import {
  type Cluster,
  clearForeignPid,
  clusterIn,
  clusterUrl,
  isUp,
  pathDigest,
  requestStop,
  serverPid,
  startCluster,
  stopCluster,
} from "./postgres-cluster";
import { mayReach, postgresUser, SHARED_BASE } from "./postgres-user";

export type EmbeddedPostgres = {
  readonly url: string;
  /** How it was found, for the progress line. */
  readonly was: "made" | "stopped" | "left running";
  readonly dataDirectory: string;
  /** Stops the server and gives up ownership. */
  readonly stop: () => Promise<void>;
};

const DATABASE = "florin";
/** Held by whoever owns the server. A lock of the database ends with its holder, however that dies. */
const OWNER_LOCK = 4_217_301_946;
const OWNER_WAIT_MS = 5_000;

/**
 * Starts or adopts the database below `dataDir` and takes ownership of it.
 *
 * @param owner how a second app may name this one, such as its address.
 * @throws Fault if another process owns it, or it cannot be started.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  owner: string,
): Promise<EmbeddedPostgres> {
  const cluster = clusterIn(preparedHome(dataDir));
  const found = initialiseCluster(cluster);
  const { adopted, lock } = await own(cluster, dataDir);
  await createDatabase(cluster);
  writeRecord(dataDir, cluster, owner);
  // However else the process ends, the server is asked to end with it.
  const abandon = () => requestStop(cluster);
  process.once("exit", abandon);
  return {
    url: clusterUrl(cluster, DATABASE),
    was: found === "made" ? "made" : adopted ? "left running" : "stopped",
    dataDirectory: cluster.dataDirectory,
    stop: async () => {
      process.off("exit", abandon);
      fs.rmSync(recordFile(dataDir), { force: true });
      await lock.end().catch(() => {});
      await stopCluster(cluster);
    },
  };
}

/** The address of the database below `dataDir`, if it is running; for the command line. */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  const cluster = clusterIn(homeFor(dataDir));
  return (await isUp(cluster)) ? clusterUrl(cluster, DATABASE) : undefined;
}

/**
 * Where the server's files go: the data directory, or, for root in a place closed to others
 * (below /root), a directory that the PostgreSQL user can reach.
 */
function homeFor(dataDir: string): string {
  const directory = path.resolve(dataDir);
  if (!fs.existsSync(directory) || mayReach(postgresUser(), directory)) return directory;
  const checkout = path.basename(path.dirname(directory));
  return path.join(SHARED_BASE, `${checkout}-${pathDigest(directory)}`);
}

function preparedHome(dataDir: string): string {
  try {
    // Others may pass through, to reach what is theirs; they see no names.
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    const home = homeFor(dataDir);
    fs.mkdirSync(home, { recursive: true, mode: 0o711 });
    fs.accessSync(home, fs.constants.W_OK);
    return home;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault(
      `The data directory ${path.resolve(dataDir)} cannot be used: ${reason}\nMake it writable, or set FLORIN_DATA_DIR to another one.`,
    );
  }
}

async function own(
  cluster: Cluster,
  dataDir: string,
): Promise<{ adopted: boolean; lock: pg.Client }> {
  const adopted = await isUp(cluster);
  if (!adopted) await startOrJoin(cluster);
  try {
    return { adopted, lock: await takeOwnership(cluster, dataDir) };
  } catch (error) {
    // An owner that was just ending has taken the server with it: then it is ours to start.
    if (!adopted || (await isUp(cluster))) throw error;
    await startOrJoin(cluster);
    return { adopted: false, lock: await takeOwnership(cluster, dataDir) };
  }
}

async function startOrJoin(cluster: Cluster): Promise<void> {
  clearForeignPid(cluster);
  try {
    await startCluster(cluster);
  } catch (error) {
    // Another app may have started it in the same moment; who owns it is decided by the lock.
    if (!(await comesUp(cluster))) throw error;
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

async function takeOwnership(cluster: Cluster, dataDir: string): Promise<pg.Client> {
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
  const { owner = "another process", pid = "unknown" } = readRecord(dataDir);
  throw new Fault(
    [
      `Florin is already running on this data directory: ${owner} (process ${pid}).`,
      "Use that one, stop it, or set FLORIN_DATA_DIR and PORT to run a second one beside it.",
    ].join("\n"),
  );
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [
      DATABASE,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

const recordFile = (dataDir: string) => path.join(dataDir, "postgres.json");

function writeRecord(dataDir: string, cluster: Cluster, owner: string): void {
  const record = { owner, pid: process.pid, host: os.hostname(), database: DATABASE, ...cluster };
  fs.writeFileSync(recordFile(dataDir), `${JSON.stringify(record, undefined, 2)}\n`, {
    mode: 0o600,
  });
}

function readRecord(dataDir: string): { owner?: string; pid?: number } {
  try {
    return JSON.parse(fs.readFileSync(recordFile(dataDir), "utf8"));
  } catch {
    return {};
  }
}
