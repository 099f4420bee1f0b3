/** The process's database: one of the user's own by `DATABASE_URL`, else the embedded one. */
import pg from "pg";
import { closeHotPool } from "@/lib/db/hot-pool";
import { closePrisma } from "@/lib/db/prisma";
import { setDatabase } from "@/lib/db/settings";
import type { Environment } from "@/lib/env";
import { findRunningPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import { Fault } from "./fault";

export type Database = {
  readonly url: string;
  /** What it is and how it was found, for a person. */
  readonly description: string;
  /** Closes the process's pools, and stops the server if this process started it. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the database as its owner: an embedded one is started, and stopped on `close`.
 *
 * @param owner how others may name this process, such as its address.
 * @throws Fault if it cannot be reached or started, or another process owns it.
 */
export async function openDatabase(environment: Environment, owner: string): Promise<Database> {
  if (environment.DATABASE_URL) return openOwn(environment, environment.DATABASE_URL);
  const embedded = await startEmbeddedPostgres(environment.FLORIN_DATA_DIR, owner);
  name(environment, embedded.url);
  return {
    url: embedded.url,
    description: `embedded PostgreSQL (${embedded.was}) in ${embedded.dataDirectory}`,
    close: async () => {
      await closePools();
      await embedded.stop();
    },
  };
}

/** Opens the database beside a running server, or alone if there is none. For the command line. */
export async function joinDatabase(environment: Environment): Promise<Database> {
  const running =
    environment.DATABASE_URL ?? (await findRunningPostgres(environment.FLORIN_DATA_DIR));
  if (running) return openOwn(environment, running);
  return openDatabase(environment, "a florin command");
}

async function openOwn(environment: Environment, url: string): Promise<Database> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  const { host, database } = client;
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault(
      `The database ${database} at ${host} cannot be reached: ${reason}\nStart it, or correct DATABASE_URL.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  name(environment, url);
  return { url, description: `PostgreSQL at ${host}, database ${database}`, close: closePools };
}

function name(environment: Environment, url: string): void {
  setDatabase({
    url,
    hotConnections: environment.DATABASE_HOT_CONNECTIONS,
    coldConnections: environment.DATABASE_COLD_CONNECTIONS,
  });
}

async function closePools(): Promise<void> {
  await Promise.all([closeHotPool(), closePrisma()]);
}
