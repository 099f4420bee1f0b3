/** A PostgreSQL for the length of one piece of work, in a temporary directory: for tests and tools. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { initialiseCluster } from "./initialise-cluster";
import { clusterIn, clusterUrl, startCluster, stopCluster } from "./postgres-cluster";

export type TemporaryPostgres = {
  /** The address of a database of the new server. */
  readonly url: (database: string) => string;
  readonly stop: () => Promise<void>;
};

const PREFIX = "florin-temporary-";

/** Starts one that gives up crash safety for speed. */
export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  await clearAbandoned();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  // mkdtemp closes it to others, but PostgreSQL may have to run as another user.
  fs.chmodSync(home, 0o711);
  const cluster = clusterIn(home);
  initialiseCluster(cluster);
  await startCluster(cluster, { volatile: true });
  return {
    url: (database) => clusterUrl(cluster, database),
    stop: async () => {
      await stopCluster(cluster);
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A process that was killed leaves its server running; the process id in the name tells. */
async function clearAbandoned(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const owner = name.startsWith(PREFIX)
      ? Number.parseInt(name.slice(PREFIX.length), 10)
      : undefined;
    if (owner === undefined || isAlive(owner)) continue;
    const home = path.join(os.tmpdir(), name);
    await stopCluster(clusterIn(home));
    fs.rmSync(home, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
