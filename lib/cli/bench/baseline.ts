/**
 * What the machine gives to anybody: one prepared statement that updates a row and inserts one.
 * Over 10,000 rows from eight clients it is L, the yardstick; over a single row from 32 clients,
 * what a hot wallet costs whoever locks it for each debit.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { measure } from "./measure";

const ROWS = 10_000;
const STATEMENT = `WITH changed AS (UPDATE bench_row SET value = value + 1 WHERE id = :id RETURNING id)
  INSERT INTO bench_log (row_id) SELECT id FROM changed`;

/** A statement's load: how many clients, over how many rows. */
type Load = { readonly clients: number; readonly rows: number };
const SPREAD: Load = { clients: 8, rows: ROWS };
const ONE_ROW: Load = { clients: 32, rows: 1 };

export async function prepareBaseline(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE TABLE bench_row (id int PRIMARY KEY, value bigint NOT NULL DEFAULT 0) WITH (fillfactor = 60);
    CREATE TABLE bench_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, row_id int NOT NULL);
    INSERT INTO bench_row (id) SELECT generate_series(1, ${ROWS})`);
  await client.end();
}

/** Statements a second: L. */
export const measureL = (url: string, seconds: number) => statements(url, SPREAD, seconds);

/** Statements a second on one row that 32 clients want. */
export const measureOneRow = (url: string, seconds: number) => statements(url, ONE_ROW, seconds);

/** By pgbench where there is one, else by the same loop in Node. */
async function statements(url: string, load: Load, seconds: number): Promise<number> {
  return byPgbench(url, load, seconds) ?? (await byNode(url, load, seconds));
}

function byPgbench(url: string, { clients, rows }: Load, seconds: number): number | undefined {
  const script = path.join(os.tmpdir(), `florin-baseline-${process.pid}.sql`);
  fs.writeFileSync(script, `\\set id random(1, ${rows})\n${STATEMENT.replaceAll("\n", " ")};\n`);
  try {
    const load = ["-c", String(clients), "-j", "2", "-T", String(seconds)];
    const told = spawnSync("pgbench", ["-n", "-M", "prepared", ...load, "-f", script, url], {
      encoding: "utf8",
    });
    const perSecond = /^tps = ([\d.]+)/m.exec(told.stdout ?? "")?.[1];
    return perSecond === undefined ? undefined : Number(perSecond);
  } finally {
    fs.rmSync(script, { force: true });
  }
}

async function byNode(url: string, { clients, rows }: Load, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const text = STATEMENT.replace(":id", "$1");
  const { perSecond } = await measure({ callers: clients, seconds }, async () => {
    await pool.query({ name: "baseline", text, values: [1 + Math.floor(Math.random() * rows)] });
  });
  await pool.end();
  return perSecond;
}
