import type { Command } from "commander";
import { prepareBaseline } from "./bench/baseline";
import { chartRow } from "./bench/charts";
import { type BenchDatabase, withBenchDatabase } from "./bench/database";
import { loadHistory, readUpdates, type Updates } from "./bench/history";
import { makeFeature } from "./bench/http";
import { withBenchServer } from "./bench/http-server";
import { debitsRow, hotRow, httpChecksRow, httpDebitsRow } from "./bench/ledger-rows";
import { ingestForMinutes, minuteLine } from "./bench/memory";
import { renewalsRow } from "./bench/renewals";
import { type Played, playRow, type Row } from "./bench/row";
import { line, shareLine, tableOf } from "./bench/table";
import { eventsRow, httpEventsRow } from "./bench/usage-rows";
import { makeShop, type Shop } from "./bench/wallets";
import { say, step } from "./progress";

const WALLETS = 10_000;
const ROWS = "debits,hot,events,http,history,renewals,chart";

type Options = Readonly<
  Record<
    "seconds" | "rounds" | "operations" | "events" | "subscriptions" | "wallets" | "rows",
    string
  >
>;

export function addBenchCommand(program: Command): void {
  const bench = program
    .command("bench")
    .description("measure the product beside what PostgreSQL gives on this machine")
    .option("--seconds <seconds>", "how long each measurement takes", "6")
    .option("--rounds <rounds>", "how often, baseline and path in turn", "3")
    .option("--operations <count>", "how many debits to load behind the ledger", "5000000")
    .option("--events <count>", "how many events to load behind the charts", "10000000")
    .option("--subscriptions <count>", "how many fall due at once", "100000")
    .option("--wallets <count>", "how many customers have one", String(WALLETS))
    .option("--rows <rows>", "which rows of the table", ROWS)
    .action((options: Options) =>
      withBenchDatabase((database) => playTable(database, options, options.rows.split(","))),
    );
  bench
    .command("load")
    .description("load so many events of one organization, and ask for charts of them")
    .action(() =>
      withBenchDatabase((database) => playTable(database, bench.opts<Options>(), ["chart"])),
    );
  bench
    .command("memory")
    .description("ingest for minutes, and tell what the process holds after each")
    .option("--minutes <minutes>", "how many", "10")
    .action(({ minutes }: { minutes: string }) =>
      withBenchDatabase(() => playMemory(bench.opts<Options>(), Number(minutes))),
    );
}

/** Where a run stands: `play` measures a row, says it and keeps it for the table. */
type Run = {
  readonly database: BenchDatabase;
  readonly options: Options;
  readonly play: (row: Row) => Promise<Played>;
};

/** Rows that all ask the same customers. */
const WITH_SHOP = ["debits", "hot", "events", "http", "history"];

async function playTable(
  database: BenchDatabase,
  options: Options,
  rows: readonly string[],
): Promise<void> {
  await prepareBaseline(database.url);
  const all: Played[] = [];
  const load = { seconds: Number(options.seconds), rounds: Number(options.rounds) };
  const play = async (row: Row) => {
    const played = await playRow(row, load);
    say(line(played));
    all.push(played);
    return played;
  };
  const run: Run = { database, options, play };
  const asked = new Set(rows);
  const notes = WITH_SHOP.some((row) => asked.has(row)) ? await playShop(run, asked) : [];
  if (asked.has("renewals")) {
    await play(await renewalsRow(database, Number(options.subscriptions)));
  }
  if (asked.has("chart")) await play(await chartRow(database, Number(options.events), say));
  say(["", tableOf(all), ...notes].join("\n"));
}

async function playShop(run: Run, asked: ReadonlySet<string>): Promise<readonly string[]> {
  const { database, play } = run;
  const shop = await openShop(run.options);
  const isEmptyAsked = asked.has("debits") || asked.has("history");
  const empty = isEmptyAsked ? await play(debitsRow(database, shop)) : undefined;
  if (asked.has("hot")) await playHot(run, shop);
  if (asked.has("events")) await play(eventsRow(database, shop));
  if (asked.has("http")) await playHttp(run, shop);
  return empty && asked.has("history") ? playBehind(run, shop, empty) : [];
}

async function openShop({ wallets }: Options): Promise<Shop> {
  const count = Number(wallets);
  const title = `${count.toLocaleString("en-US")} wallets of five grants each`;
  const shop = await step(title, () => makeShop(count));
  await makeFeature(shop);
  return shop;
}

async function playHot({ database, play }: Run, shop: Shop): Promise<void> {
  await play(hotRow(database, shop, { callers: 32, goal: { ratio: 2.5, p99Ms: 15 } }));
  await play(hotRow(database, shop, { callers: 256, goal: { ratio: 4.5, p99Ms: 40 } }));
}

async function playHttp({ database, play }: Run, shop: Shop): Promise<void> {
  await withBenchServer(database.url, shop.ctx, async (server) => {
    await play(httpDebitsRow(database, shop, server));
    await play(httpChecksRow(database, shop, server));
    await play(httpEventsRow(database, shop, server));
  });
}

/** The same debits with millions behind them, beside those of the empty ledger. */
async function playBehind(run: Run, shop: Shop, empty: Played): Promise<readonly string[]> {
  const { database, options, play } = run;
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

async function playMemory(options: Options, minutes: number): Promise<void> {
  const shop = await openShop(options);
  say("| minute | events | resident | heap in use |\n|---|---|---|---|");
  await ingestForMinutes(shop, minutes, (held) => say(minuteLine(held)));
}
