/** A PostgreSQL of the bench's own, as durable as in earnest, thrown away afterwards. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { closeHotPool } from "@/lib/db/hot-pool";
import { closePrisma } from "@/lib/db/prisma";
import { setDatabase } from "@/lib/db/settings";
import { initialiseCluster } from "@/lib/server/initialise-cluster";
import { migrate } from "@/lib/server/migrate";
import {
  clusterIn,
  clusterUrl,
  serverPid,
  startCluster,
  stopCluster,
} from "@/lib/server/postgres-cluster";

/** Two to four a core of the database; more connections lower the throughput. */
const HOT_CONNECTIONS = 8;

export type BenchDatabase = { readonly url: string; readonly pid: number };

export async function withBenchDatabase<T>(
  run: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "florin-bench-"));
  fs.chmodSync(home, 0o711);
  const cluster = clusterIn(home);
  initialiseCluster(cluster);
  await startCluster(cluster);
  try {
    const url = clusterUrl(cluster, "postgres");
    await migrate(url);
    setDatabase({ url, hotConnections: HOT_CONNECTIONS, coldConnections: 4 });
    return await run({ url, pid: serverPid(cluster) ?? 0 });
  } finally {
    await closeHotPool();
    await closePrisma();
    await stopCluster(cluster);
    fs.rmSync(home, { recursive: true, force: true });
  }
}

/** Statements of the bench's own, one after the other on one connection. */
export async function runStatements(
  url: string,
  statements: readonly (readonly [text: string, params?: readonly unknown[]])[],
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [text, params = []] of statements) await client.query(text, [...params]);
  } finally {
    await client.end();
  }
}
