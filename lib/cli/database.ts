/**
 * `npm run db:generate` makes the Prisma client, `npm run client:generate` the types of the API's
 * client; `npm run db:draft` writes the SQL of the whole schema to the first migration, while
 * nothing is released yet.
 */
import fs from "node:fs";
import path from "node:path";
import { Fault } from "@/lib/server/fault";
import { schemaSql } from "@/lib/server/schema-engine";
import { startTemporaryPostgres } from "@/lib/server/temporary-postgres";
import { generateClientTypes } from "./client-types";
import { generateClient } from "./prisma-client";
import { runCommand, say } from "./progress";
import { ROOT } from "./tool";

const TABLES = "prisma/migrations/20261121000000_tables/migration.sql";

async function draft(): Promise<void> {
  const server = await startTemporaryPostgres();
  try {
    fs.writeFileSync(path.join(ROOT, TABLES), await schemaSql(server.url("postgres")));
    say(`wrote ${TABLES}`);
  } finally {
    await server.stop();
  }
}

async function client(): Promise<void> {
  await generateClient();
  await generateClientTypes();
}

const TASKS: Readonly<Record<string, () => Promise<void>>> = {
  generate: generateClient,
  client,
  draft,
};

await runCommand(async () => {
  const task = TASKS[process.argv[2] ?? ""];
  if (!task) throw new Fault(`Usage: database.ts ${Object.keys(TASKS).join("|")}`);
  await task();
});
