import type { Command } from "commander";
import { prepareBaseline } from "./bench/baseline";
import { type BenchDatabase, withBenchDatabase } from "./bench/database";
import { loadHistory, readUpdates, type Updates } from "./bench/history";
import { makeFeature } from "./bench/http";
import { withBenchServer } from "./bench/http-server";
import { debitsRow, hotRow, httpChecksRow, httpDebitsRow } from "./bench/ledger-rows";
import { type Played, playRow, type Row } from "./bench/row";
import { line, shareLine, tableOf } from "./bench/table";
import { eventsRow, httpEventsRow } from "./bench/usage-rows";
import { makeShop, type Shop } from "./bench/wallets";
import { say, step } from "./progress";

const WALLETS = 10_000;
const ROWS = "debits,hot,events,http,history";

type Options = Readonly<Record<"seconds" | "rounds" | "operations" | "wallets" | "rows", string>>;

export function addBenchCommand(program: Command): void {
  program
    .command("bench")
    .description("measure the ledger beside what PostgreSQL gives on this machine")
    .option("--seconds <seconds>", "how long each measurement takes", "6")
    .option("--rounds <rounds>", "how often, baseline and path in turn", "3")
    .option("--operations <count>", "how many debits to load behind the ledger", "5000000")
    .option("--wallets <count>", "how many customers have one", String(WALLETS))
    .option("--rows <rows>", "which rows of the table", ROWS)
    .action((options: Options) => withBenchDatabase((database) => bench(database, options)));
}

/** Where a run stands: `play` measures a row, says it and keeps it for the table. */
type Run = {
  readonly database: BenchDatabase;
  readonly shop: Shop;
  readonly options: Options;
  readonly play: (row: Row) => Promise<Played>;
};

async function bench(database: BenchDatabase, options: Options): Promise<void> {
  const asked = new Set(options.rows.split(","));
  await prepareBaseline(database.url);
  const wallets = Number(options.wallets);
  const title = `${wallets.toLocaleString("en-US")} wallets of five grants each`;
  const shop = await step(title, () => makeShop(wallets));
  await makeFeature(shop);
  const rows: Played[] = [];
  const load = { seconds: Number(options.seconds), rounds: Number(options.rounds) };
  const play = async (row: Row) => {
    const played = await playRow(row, load);
    say(line(played));
    rows.push(played);
    return played;
  };

  const run: Run = { database, shop, options, play };
  const notes: string[] = [];
  const isEmptyAsked = asked.has("debits") || asked.has("history");
  const empty = isEmptyAsked ? await play(debitsRow(database, shop)) : undefined;
  if (asked.has("hot")) await playHot(run);
  if (asked.has("events")) await play(eventsRow(database, shop));
  if (asked.has("http")) await playHttp(run);
  if (empty && asked.has("history")) notes.push(...(await playBehind(run, empty)));
  say(["", tableOf(rows), ...notes].join("\n"));
}

async function playHot({ database, shop, play }: Run): Promise<void> {
  await play(hotRow(database, shop, { callers: 32, goal: { ratio: 2.5, p99Ms: 15 } }));
  await play(hotRow(database, shop, { callers: 256, goal: { ratio: 4.5, p99Ms: 40 } }));
}

async function playHttp({ database, shop, play }: Run): Promise<void> {
  await withBenchServer(database.url, shop.ctx, async (server) => {
    await play(httpDebitsRow(database, shop, server));
    await play(httpChecksRow(database, shop, server));
    await play(httpEventsRow(database, shop, server));
  });
}

/** The same debits with millions behind them, beside those of the empty ledger. */
async function playBehind(run: Run, empty: Played): Promise<readonly string[]> {
  const { database, shop, options, play } = run;
  const operations = Number(options.operations);
  const loaded = await step(`${operations.toLocaleString("en-US")} debits behind them`, () =>
    loadHistory(database.url, shop, operations),
  );
  const before = await readUpdates(database.url);
  const behind = `, ${loaded.toLocaleString("en-US")} debits behind them`;
  const played = await play(debitsRow(database, shop, behind));
  const after = await readUpdates(database.url);
  return [
    shareLine("of the empty ledger's speed, as ratios to L", played.ratio / empty.ratio, 0.85),
    shareLine("of the updates of wallets and grants write no index", between(before, after), 0.95),
  ];
}

const between = (before: Updates, after: Updates) =>
  (after.heapOnly - before.heapOnly) / (after.all - before.all);
