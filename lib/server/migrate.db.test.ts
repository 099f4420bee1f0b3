import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, expect, inject, it } from "vitest";
import { migrate, migrationStatus } from "./migrate";

const made: string[] = [];

async function asAdmin<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  return run(client).finally(() => client.end());
}

async function anEmptyDatabase(): Promise<string> {
  const name = `florin_migrating_${process.pid}_${made.length}`;
  made.push(name);
  await asAdmin((client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${name}`;
  return url.href;
}
afterEach(async () => {
  await asAdmin(async (client) => {
    for (const name of made.splice(0)) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});

/** Kills the process that migrates once `count` migrations have begun, and some moments after. */
async function killMigrating(url: string, count: number): Promise<void> {
  const file = path.join(import.meta.dirname, "migrate.ts");
  const child = spawn(process.execPath, [
    ...["--import", "tsx", "--eval"],
    `import { migrate } from ${JSON.stringify(file)}; migrate(${JSON.stringify(url)});`,
  ]);
  const ended = once(child, "exit");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const begun = async () => {
    const text = "SELECT count(*)::int AS begun FROM _prisma_migrations";
    const { rows } = await client.query(text).catch(() => ({ rows: [] }));
    return rows[0]?.begun ?? 0;
  };
  while (child.exitCode === null && (await begun()) < count) await sleep(1);
  await sleep(Math.random() * 20);
  child.kill("SIGKILL");
  await ended;
  await client.end();
}

it.each([1, 3])(
  "goes on where a process was killed that had begun %i migrations",
  async (count) => {
    const url = await anEmptyDatabase();
    await killMigrating(url, count);

    await migrate(url);

    expect(await migrationStatus(url)).toMatchObject({ missing: [], fault: undefined });
    expect(await migrate(url)).toEqual([]);
  },
);
