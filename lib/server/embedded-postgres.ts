/**
 * The database that comes with Florin: started with the app, or adopted if an app that was
 * killed left it running. `postgres.json` in the data directory tells the command line where
 * it is and who owns it.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { Fault } from "./fault";
import { initialiseCluster } from "./initialise-cluster";
import {
  type Cluster,
  clusterIn,
  clusterUrl,
  isUp,
  pathDigest,
  requestStop,
  stopCluster,
} from "./postgres-cluster";
import { ownServer } from "./postgres-owner";
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
  const ownership = await ownServer(cluster, () => ownerNow(dataDir));
  await createDatabase(cluster);
  writeRecord(dataDir, cluster, owner);
  // However else the process ends, the server is asked to end with it.
  const abandon = () => {
    if (ownership.isHeld()) requestStop(cluster);
  };
  process.once("exit", abandon);
  return {
    url: clusterUrl(cluster, DATABASE),
    was: found === "made" ? "made" : ownership.adopted ? "left running" : "stopped",
    dataDirectory: cluster.dataDirectory,
    stop: async () => {
      process.off("exit", abandon);
      if (!(await ownership.release())) return;
      fs.rmSync(recordFile(dataDir), { force: true });
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

function ownerNow(dataDir: string): string {
  const { owner = "another process", pid = "unknown" } = readRecord(dataDir);
  return `${owner} (process ${pid})`;
}

function readRecord(dataDir: string): { owner?: string; pid?: number } {
  try {
    return JSON.parse(fs.readFileSync(recordFile(dataDir), "utf8"));
  } catch {
    return {};
  }
}
