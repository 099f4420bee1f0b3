/**
 * Brings a database up to date: Florin's own migrations, then the job queue's. Safe to run at
 * every start and from several processes at once.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Logger, runMigrations as migrateJobQueue } from "graphile-worker";
import pg from "pg";
import { Fault } from "./fault";
import { applyMigrations, SCRIPT_LOCK } from "./schema-engine";

const FOLDER = path.resolve(import.meta.dirname, "../../prisma/migrations");
/** Held while migrating, so that processes starting together take turns. */
const MIGRATION_LOCK = 4_217_301_947;

export type Migration = { readonly name: string; readonly checksum: string };

/**
 * Applies what is missing.
 *
 * @returns the names applied now, none if the database was up to date.
 * @throws Fault if the database is newer than this code, or has a migration that was edited since.
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await forgetInterrupted(client);
    const ours = ourMigrations();
    const applied = await appliedMigrations(client);
    const fault = faultOf(ours, applied);
    if (fault !== undefined) throw new Fault(fault);
    const isCurrent = applied.length === ours.length;
    const appliedNow = isCurrent ? [] : await applyMigrations(databaseUrl, FOLDER);
    await migrateJobQueue({
      connectionString: databaseUrl,
      logger: new Logger(() => () => undefined),
    });
    return appliedNow;
  } finally {
    await client.end();
  }
}

/** What stands applied and what is still missing; changes nothing. */
export async function migrationStatus(
  databaseUrl: string,
): Promise<{ applied: readonly string[]; missing: readonly string[]; fault: string | undefined }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const ours = ourMigrations();
    const theirs = await appliedMigrations(client);
    const done = new Set(theirs.map(({ name }) => name));
    return {
      applied: theirs.map(({ name }) => name),
      missing: ours.map(({ name }) => name).filter((name) => !done.has(name)),
      fault: faultOf(ours, theirs),
    };
  } finally {
    await client.end();
  }
}

/** Why this code must not run on a database with these migrations; undefined if it may. */
export function faultOf(
  ours: readonly Migration[],
  applied: readonly Migration[],
): string | undefined {
  const known = new Map(ours.map(({ name, checksum }) => [name, checksum]));
  const unknown = applied.filter(({ name }) => !known.has(name));
  if (unknown.length > 0) {
    return [
      `The database is newer than this version of Florin: it has ${unknown.map(({ name }) => name).join(", ")}.`,
      "Run the version that made it, or a later one; a backup from before the upgrade works with this one.",
    ].join("\n");
  }
  const edited = applied.find(({ name, checksum }) => known.get(name) !== checksum);
  if (edited) {
    return [
      `Migration ${edited.name} was edited after it was applied here, so the database is not what the code expects.`,
      "Undo the edit; a database without data of worth can be thrown away instead (move the data directory away).",
    ].join("\n");
  }
  return undefined;
}

function ourMigrations(): readonly Migration[] {
  return fs
    .readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, checksum: checksumOf(path.join(FOLDER, name, "migration.sql")) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** As Prisma computes it. */
const checksumOf = (file: string) =>
  createHash("sha256").update(fs.readFileSync(file)).digest("hex");

async function appliedMigrations(client: pg.Client): Promise<readonly Migration[]> {
  if (!(await hasMigrations(client))) return [];
  const { rows } = await client.query<Migration>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY started_at`,
  );
  return rows;
}

/**
 * What a process that ended had begun and not finished: a script confirms itself as it is kept,
 * so nothing of it was, and it is begun anew. Its session may outlive the process for a moment.
 */
async function forgetInterrupted(client: pg.Client): Promise<void> {
  if (!(await hasMigrations(client))) return;
  await client.query("SELECT pg_advisory_lock($1)", [SCRIPT_LOCK]);
  await client.query(
    `UPDATE _prisma_migrations SET rolled_back_at = now()
     WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  );
  await client.query("SELECT pg_advisory_unlock($1)", [SCRIPT_LOCK]);
}

async function hasMigrations(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('_prisma_migrations')::text AS name");
  return rows[0]?.name !== null;
}
