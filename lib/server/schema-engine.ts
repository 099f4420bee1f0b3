/**
 * Prisma's schema engine as WebAssembly: it compares schemas and applies migrations without
 * the native engine that the Prisma CLI would download.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { oncePerProcess } from "@/lib/runtime";

export type SchemaFile = { readonly path: string; readonly content: string };
type DiffSide = { tag: "empty" } | { tag: "schemaDatamodel"; files: readonly SchemaFile[] };
type Migration = {
  path: string;
  migrationFile: { path: string; content: { tag: "ok"; value: string } };
};

/** What of the package's untyped interface is used here. */
type SchemaEngine = {
  diff(params: unknown): Promise<{ stdout: string | null; exitCode: number }>;
  applyMigrations(params: unknown): Promise<{ appliedMigrationNames: string[] }>;
  free?(): void;
};

/** Held by a session while it runs a migration's script; free again once that is kept or undone. */
export const SCRIPT_LOCK = 4_217_301_948;

/**
 * A script that says itself that it is done. The engine says so afterwards, in a transaction of
 * its own: a process killed between the two would leave a migration of which nobody knows.
 */
const selfConfirming = (script: string) => `SELECT pg_advisory_xact_lock(${SCRIPT_LOCK});
${script}
;DO $$ BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    UPDATE _prisma_migrations SET finished_at = now()
      WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $$`;

/**
 * The adapter cuts scripts at every semicolon, function bodies included. Sent whole, a migration
 * is one implicit transaction as well: all of it or nothing.
 */
class WholeScripts extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = [];

  constructor(private readonly databaseUrl: string) {
    super({ connectionString: databaseUrl });
  }

  /** The engine forgets to: an open connection keeps a database from being copied or dropped. */
  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((adapter) => adapter.dispose()));
  }

  override async connect() {
    const adapter = await super.connect();
    this.opened.push(adapter);
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString: this.databaseUrl });
      await client.connect();
      try {
        await client.query(selfConfirming(script));
      } finally {
        await client.end();
      }
    };
    return adapter;
  }
}

const SCHEMA_FOLDER = path.resolve(import.meta.dirname, "../../prisma");
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The package's glue code, with what of it is used here. */
type Glue = { SchemaEngine: { new: (...args: readonly unknown[]) => Promise<SchemaEngine> } };

async function loadGlue(): Promise<Glue> {
  const require = createRequire(import.meta.url);
  const dir = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
  const glue = await import(pathToFileURL(path.join(dir, "schema_engine_bg.js")).href);
  const wasm = await WebAssembly.instantiate(
    await WebAssembly.compile(fs.readFileSync(path.join(dir, "schema_engine_bg.wasm"))),
    { "./schema_engine_bg.js": glue },
  );
  glue.__wbg_set_wasm(wasm.exports);
  const start = wasm.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return glue;
}

async function withEngine<T>(
  databaseUrl: string,
  run: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  // Its state is the module's own: a second instance in one process would break the first.
  const glue = await oncePerProcess("schema-engine", loadGlue);
  const scripts = new WholeScripts(databaseUrl);
  try {
    const engine: SchemaEngine = await glue.SchemaEngine.new(
      { datamodels: readSchema().map((file) => [file.path, file.content]) },
      () => {},
      bindMigrationAwareSqlAdapterFactory(scripts),
    );
    return await run(engine);
  } finally {
    await scripts.close();
  }
}

/** The schema's files, as the engine wants them. */
export function readSchema(root = SCHEMA_FOLDER): readonly SchemaFile[] {
  const models = fs.readdirSync(path.join(root, "models")).toSorted();
  return ["schema.prisma", ...models.map((name) => path.join("models", name))].map((name) => ({
    path: name,
    content: fs.readFileSync(path.join(root, name), "utf8"),
  }));
}

/** The SQL that leads from nothing to the schema. The engine wants a database to talk to, though it reads nothing of it. */
export async function schemaSql(databaseUrl: string): Promise<string> {
  const to: DiffSide = { tag: "schemaDatamodel", files: readSchema() };
  const { stdout } = await withEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: "empty" } satisfies DiffSide,
      to,
      script: true,
      exitCode: false,
      shadowDatabaseUrl: null,
      filters: NO_FILTERS,
    }),
  );
  return stdout ?? "";
}

/** Applies what is missing of `prisma/migrations`, in order of name. @returns the names applied now. */
export async function applyMigrations(
  databaseUrl: string,
  root = path.join(SCHEMA_FOLDER, "migrations"),
): Promise<readonly string[]> {
  const migrationsList = {
    baseDir: root,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: readMigrations(root),
  };
  const { appliedMigrationNames } = await withEngine(databaseUrl, (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
  );
  return appliedMigrationNames;
}

function readMigrations(root: string): readonly Migration[] {
  const folders = fs.readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory());
  return folders
    .map(({ name }) => name)
    .toSorted()
    .map((name) => {
      const value = fs.readFileSync(path.join(root, name, "migration.sql"), "utf8");
      return {
        path: name,
        migrationFile: { path: "migration.sql", content: { tag: "ok", value } },
      };
    });
}
