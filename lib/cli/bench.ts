import type { Command } from "commander";
import { type Baseline, measureBaseline, prepareBaseline } from "./bench/baseline";
import { withBenchDatabase } from "./bench/database";
import { benchContext, makeWallets, measureDebits, type Target } from "./bench/debits";
import { type Measured, median } from "./bench/measure";
import { say } from "./progress";

const WALLETS = 10_000;
const CALLERS = 128;

export function addBenchCommand(program: Command): void {
  program
    .command("bench")
    .description("measure the ledger beside what PostgreSQL gives on this machine")
    .option("--seconds <seconds>", "how long each measurement takes", "8")
    .option("--rounds <rounds>", "how often, baseline and debits in turn", "3")
    .action(async ({ seconds, rounds }: { seconds: string; rounds: string }) => {
      await withBenchDatabase((url) =>
        bench(url, { seconds: Number(seconds), rounds: Number(rounds) }),
      );
    });
}

type Round = { readonly baseline: Baseline; readonly debits: Measured };

async function bench(
  url: string,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<void> {
  await prepareBaseline(url);
  say(`Making ${WALLETS} wallets of five grants each \u2026`);
  const ctx = benchContext();
  const targets = await makeWallets(ctx, WALLETS);
  const choose = () => anyOf(targets);
  const measured: Round[] = [];
  // In turn, because a machine's speed drifts; the ratio of a round is of the same minute.
  for (let round = 0; round < rounds; round++) {
    const baseline = await measureBaseline(url, seconds);
    const debits = await measureDebits(ctx, choose, { callers: CALLERS, seconds });
    measured.push({ baseline, debits });
    say(`  round ${round + 1}: ${rowOf({ baseline, debits })}`);
  }
  say(summaryOf(measured));
}

function anyOf(targets: readonly Target[]): Target {
  const target = targets[Math.floor(Math.random() * targets.length)];
  if (!target) throw new RangeError("there are no wallets to debit");
  return target;
}

const rowOf = ({ baseline, debits }: Round) =>
  `L ${Math.round(baseline.perSecond)}/s (${baseline.by}), debits ${Math.round(debits.perSecond)}/s = ${ratio({ baseline, debits }).toFixed(2)} L, p99 ${debits.p99Ms.toFixed(0)} ms`;

const ratio = ({ baseline, debits }: Round) => debits.perSecond / baseline.perSecond;

function summaryOf(rounds: readonly Round[]): string {
  const p99 = median(rounds.map(({ debits }) => debits.p99Ms));
  return [
    "",
    "| path | reached | goal |",
    "|---|---|---|",
    `| debits, ${WALLETS} wallets \u00d7 5 grants, in process, ${CALLERS} callers | ${median(rounds.map(ratio)).toFixed(2)} L, p99 ${p99.toFixed(0)} ms | \u2265 0.6 L, p99 \u2264 50 ms |`,
  ].join("\n");
}
