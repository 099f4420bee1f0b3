/**
 * One PostgreSQL a run of the database tests, with a migrated database that each test file
 * copies (`postgres-worker.ts`).
 */
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/server/migrate";
import { startTemporaryPostgres } from "@/lib/server/temporary-postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** An address of the server's own database, from which others are made. */
    adminUrl: string;
    /** The migrated database that each test file copies. */
    template: string;
  }
}

const TEMPLATE = "florin_template";

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryPostgres();
  const adminUrl = server.url("postgres");
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate(server.url(TEMPLATE));
  project.provide("adminUrl", adminUrl);
  project.provide("template", TEMPLATE);
  return server.stop;
}
