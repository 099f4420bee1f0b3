import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { killPostgres } from "@/lib/testing/running-server";
import { findRunningPostgres, startEmbeddedPostgres } from "./embedded-postgres";

let dataDir: string;
beforeEach(() => {
  dataDir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "florin-embedded-")), "data");
  fs.chmodSync(path.dirname(dataDir), 0o711);
});
afterEach(() => fs.rmSync(path.dirname(dataDir), { recursive: true, force: true }));

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

it("makes a database, keeps what is in it, and is gone when stopped", async () => {
  const first = await startEmbeddedPostgres(dataDir, "the first");
  await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  expect(await findRunningPostgres(dataDir)).toBe(first.url);
  await first.stop();

  expect(first.was).toBe("made");
  expect(await findRunningPostgres(dataDir)).toBeUndefined();
  const second = await startEmbeddedPostgres(dataDir, "the second");
  expect(second.was).toBe("stopped");
  expect(await ask(second.url, "SELECT answer FROM kept")).toBe(42);
  await second.stop();
});

it("refuses a second owner, naming the first", async () => {
  const first = await startEmbeddedPostgres(dataDir, "http://localhost:4711");

  await expect(startEmbeddedPostgres(dataDir, "another")).rejects.toThrow(
    /already running on this data directory: http:\/\/localhost:4711/,
  );
  await first.stop();
});

it("adopts the server of an owner that was killed", async () => {
  const killed = spawnSync(process.execPath, [
    "--import",
    "tsx",
    "--eval",
    `import { startEmbeddedPostgres } from ${JSON.stringify(path.join(import.meta.dirname, "embedded-postgres.ts"))};
     startEmbeddedPostgres(${JSON.stringify(dataDir)}, "killed").then(() => process.kill(process.pid, "SIGKILL"));`,
  ]);
  expect(killed.signal).toBe("SIGKILL");

  const next = await startEmbeddedPostgres(dataDir, "the next");

  expect(next.was).toBe("left running");
  expect(await ask(next.url, "SELECT 1")).toBe(1);
  await next.stop();
});

it("starts a server again that ended under its owner, and still owns it", async () => {
  const owned = await startEmbeddedPostgres(dataDir, "the owner");
  await ask(owned.url, "CREATE TABLE kept AS SELECT 42 AS answer");

  killPostgres(owned.dataDirectory);
  const answer = await untilAnswered(() =>
    ask(owned.url, "SELECT answer FROM kept, pg_locks WHERE locktype = 'advisory'"),
  );

  expect(answer).toBe(42);
  await expect(startEmbeddedPostgres(dataDir, "another")).rejects.toThrow(/the owner/);
  await owned.stop();
  expect(await findRunningPostgres(dataDir)).toBeUndefined();
});

async function untilAnswered(asked: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    const answer = await asked().catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(50);
  }
}

it("refuses a directory that is not a whole database, and leaves it alone", async () => {
  const broken = path.join(dataDir, "postgres");
  fs.mkdirSync(broken, { recursive: true });
  fs.writeFileSync(path.join(broken, "PG_VERSION"), "18\n");

  await expect(startEmbeddedPostgres(dataDir, "any")).rejects.toThrow(
    /not a whole PostgreSQL data directory: global\/pg_control, postgresql.conf missing/,
  );
  expect(fs.readdirSync(broken)).toEqual(["PG_VERSION"]);
});
