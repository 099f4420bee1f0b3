/**
 * L, the yardstick: one prepared statement that updates one of 10,000 rows and inserts one, from
 * eight clients. What the machine gives to anybody; every figure is told as a ratio to it.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { measure } from "./measure";

const ROWS = 10_000;
const CLIENTS = 8;
const STATEMENT = `WITH changed AS (UPDATE bench_row SET value = value + 1 WHERE id = :id RETURNING id)
  INSERT INTO bench_log (row_id) SELECT id FROM changed`;

export type Baseline = { readonly perSecond: number; readonly by: "pgbench" | "node" };

export async function prepareBaseline(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE TABLE bench_row (id int PRIMARY KEY, value bigint NOT NULL DEFAULT 0) WITH (fillfactor = 60);
    CREATE TABLE bench_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, row_id int NOT NULL);
    INSERT INTO bench_row (id) SELECT generate_series(1, ${ROWS})`);
  await client.end();
}

/** Measures L with pgbench where there is one, else by the same loop in Node. */
export async function measureBaseline(url: string, seconds: number): Promise<Baseline> {
  return byPgbench(url, seconds) ?? byNode(url, seconds);
}

function byPgbench(url: string, seconds: number): Baseline | undefined {
  const script = path.join(os.tmpdir(), `florin-baseline-${process.pid}.sql`);
  fs.writeFileSync(script, `\\set id random(1, ${ROWS})\n${STATEMENT.replaceAll("\n", " ")};\n`);
  try {
    const clients = ["-c", String(CLIENTS), "-j", "2", "-T", String(seconds)];
    const told = spawnSync("pgbench", ["-n", "-M", "prepared", ...clients, "-f", script, url], {
      encoding: "utf8",
    });
    const perSecond = /^tps = ([\d.]+)/m.exec(told.stdout ?? "")?.[1];
    return perSecond === undefined ? undefined : { perSecond: Number(perSecond), by: "pgbench" };
  } finally {
    fs.rmSync(script, { force: true });
  }
}

async function byNode(url: string, seconds: number): Promise<Baseline> {
  const pool = new pg.Pool({ connectionString: url, max: CLIENTS });
  const text = STATEMENT.replace(":id", "$1");
  const { perSecond } = await measure({ callers: CLIENTS, seconds }, async () => {
    await pool.query({ name: "baseline", text, values: [1 + Math.floor(Math.random() * ROWS)] });
  });
  await pool.end();
  return { perSecond, by: "node" };
}
