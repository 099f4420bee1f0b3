/**
 * One PostgreSQL data directory, started and stopped. It listens on a Unix socket alone, so
 * no port can be in use and no other machine can reach it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Fault, hasCode } from "./fault";
import { postgresBinaries } from "./postgres-binaries";
import { giveTo, type PostgresUser, postgresUser } from "./postgres-user";

export type Cluster = {
  /** PostgreSQL's own data directory. */
  readonly dataDirectory: string;
  /** Where the socket lies: the data directory, unless its path is too long for a socket's. */
  readonly socketDirectory: string;
  /** A file with the password of the one user, `florin`. */
  readonly passwordFile: string;
  readonly logFile: string;
};

export const SUPERUSER = "florin";
/** The name of the socket; no TCP port is opened. */
const PORT = 5432;
const LONGEST_SOCKET_PATH = 103;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const LOG_LIMIT_BYTES = 10_000_000;

/** @param home holds the data, the password and the log; the PostgreSQL user must be able to enter it. */
export function clusterIn(home: string): Cluster {
  const dataDirectory = path.join(home, "postgres");
  return {
    dataDirectory,
    socketDirectory: socketDirectoryFor(dataDirectory),
    passwordFile: path.join(home, "postgres-password"),
    logFile: path.join(home, "postgres.log"),
  };
}

function socketDirectoryFor(dataDirectory: string): string {
  const socket = path.join(dataDirectory, `.s.PGSQL.${PORT}`);
  if (Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH) return dataDirectory;
  return path.join(os.tmpdir(), `florin-${pathDigest(dataDirectory)}`);
}

/** Names a path in a few letters, so that no two installations share a directory. */
export const pathDigest = (absolute: string) =>
  createHash("sha256").update(absolute).digest("hex").slice(0, 12);

/** The address for every client: `pg`, Prisma and psql understand it. */
export function clusterUrl(cluster: Cluster, database: string): string {
  const url = new URL(`postgresql://${SUPERUSER}@localhost:${PORT}/${database}`);
  url.password = fs.readFileSync(cluster.passwordFile, "utf8").trim();
  url.searchParams.set("host", cluster.socketDirectory);
  return url.href;
}

export type ClusterOptions = {
  /** Gives up safety against a crash of the machine for speed: for tests alone. */
  readonly volatile?: boolean;
};

/** Starts the server and waits until it takes connections. @throws Fault saying why it did not. */
export async function startCluster(cluster: Cluster, options: ClusterOptions = {}): Promise<void> {
  const user = postgresUser();
  const { postgres } = postgresBinaries(user);
  prepareSocketDirectory(cluster, user);
  if (sizeOf(cluster.logFile) > LOG_LIMIT_BYTES) fs.truncateSync(cluster.logFile);
  const log = fs.openSync(cluster.logFile, "a", 0o600);
  const logFrom = sizeOf(cluster.logFile);
  const settings = [
    `unix_socket_directories=${cluster.socketDirectory}`,
    "listen_addresses=",
    "max_connections=200",
    "shared_buffers=256MB",
    // After a checkpoint each page is logged whole once: the fewer of them, the less is written.
    "max_wal_size=2GB",
    // Today's disks look a page up nearly as fast as they read on.
    "random_page_cost=1.1",
    "timezone=UTC",
    "log_timezone=UTC",
    ...(options.volatile ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : []),
  ];
  const child = spawn(
    postgres,
    ["-D", cluster.dataDirectory, "-p", String(PORT), ...settings.flatMap((one) => ["-c", one])],
    // Its own process group: Ctrl-C reaches the app alone, which stops the database last.
    { ...user, cwd: cluster.dataDirectory, detached: true, stdio: ["ignore", log, log] },
  );
  fs.closeSync(log);
  child.unref();
  await untilReady(cluster, child, logFrom);
}

function prepareSocketDirectory(
  { socketDirectory }: Cluster,
  user: PostgresUser | undefined,
): void {
  if (fs.existsSync(socketDirectory)) return;
  fs.mkdirSync(socketDirectory, { mode: 0o700 });
  giveTo(user, socketDirectory);
}

const sizeOf = (file: string) => (fs.existsSync(file) ? fs.statSync(file).size : 0);

async function untilReady(cluster: Cluster, child: ChildProcess, logFrom: number): Promise<void> {
  let failure: string | undefined;
  child.on("error", (error) => {
    failure = error.message;
  });
  child.on("exit", () => {
    failure ??= fs.readFileSync(cluster.logFile).subarray(logFrom).toString("utf8").trim();
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (failure === undefined && Date.now() < deadline) {
    if (await isUp(cluster)) {
      child.removeAllListeners();
      return;
    }
    await sleep(50);
  }
  throw new Fault(
    [
      "The embedded PostgreSQL did not start. Its words:",
      failure ?? `(nothing in ${START_TIMEOUT_MS / 1000} s)`,
      `Its log is ${cluster.logFile}, its data ${cluster.dataDirectory}.`,
      "If the data is damaged, restore a backup; move the directory away to begin with an empty database.",
    ].join("\n"),
  );
}

/** True if the server takes connections. */
export async function isUp(cluster: Cluster): Promise<boolean> {
  if (!fs.existsSync(cluster.passwordFile)) return false;
  const client = new pg.Client({ connectionString: clusterUrl(cluster, "postgres") });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The server's process id, as it wrote it itself; undefined if it is not running. */
export function serverPid(cluster: Cluster): number | undefined {
  try {
    const [line = ""] = fs
      .readFileSync(path.join(cluster.dataDirectory, "postmaster.pid"), "utf8")
      .split("\n");
    const pid = Number.parseInt(line, 10);
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    if (hasCode(error, "EPERM")) throw error;
    return undefined;
  }
}

/** Asks the server to stop, without waiting. @returns its process id, if it was running. */
export function requestStop(cluster: Cluster): number | undefined {
  const pid = serverPid(cluster);
  if (pid !== undefined) process.kill(pid, "SIGINT");
  return pid;
}

/** Stops the server: open transactions are rolled back, what is committed is safe. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const pid = requestStop(cluster);
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (pid !== undefined && serverPid(cluster) === pid && Date.now() < deadline) await sleep(20);
}

/** Removes a `postmaster.pid` whose number now belongs to another program, as after a container's restart. */
export function clearForeignPid(cluster: Cluster): boolean {
  const pid = serverPid(cluster);
  const comm = `/proc/${pid}/comm`;
  if (pid === undefined || !fs.existsSync(comm)) return false;
  if (fs.readFileSync(comm, "utf8").trim() === "postgres") return false;
  fs.rmSync(path.join(cluster.dataDirectory, "postmaster.pid"));
  return true;
}
