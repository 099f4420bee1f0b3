/** One row of the table: a path beside its own baseline, round by round. */
import { setTimeout as sleep } from "node:timers/promises";
import { type CpuTime, cpuPerCall, cpuTime, type Processes } from "./cpu";
import { type Measured, median } from "./measure";

export type Row = {
  readonly path: string;
  /** The baseline, as the table names it. */
  readonly beside: string;
  readonly goal: {
    readonly ratio?: number;
    readonly perSecond?: number;
    readonly p99Ms?: number;
  };
  readonly processes: Processes;
  readonly baseline: (seconds: number) => Promise<number>;
  readonly measured: (seconds: number) => Promise<Measured>;
};

type Round = {
  readonly baseline: number;
  readonly measured: Measured;
  readonly cpu: CpuTime | undefined;
};

/** Before it counts: statements are prepared, code is compiled, pages are in memory. */
const WARM_UP_SECONDS = 2;
/** What the last measurement left to the disk is not the next one's matter. */
const SETTLE_MS = 500;

/** Baseline and path in turn, because a machine's speed drifts: a round's ratio is of one minute. */
export async function playRow(
  row: Row,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Played> {
  const played: Round[] = [];
  await row.measured(WARM_UP_SECONDS);
  for (let round = 0; round < rounds; round++) {
    const baseline = await row.baseline(seconds);
    await sleep(SETTLE_MS);
    const before = cpuTime(row.processes);
    const measured = await row.measured(seconds);
    const cpu = cpuPerCall(before, cpuTime(row.processes), measured.calls);
    played.push({ baseline, measured, cpu });
    await sleep(SETTLE_MS);
  }
  return summed(row, played);
}

export type Played = {
  readonly row: Row;
  readonly ratio: number;
  readonly baseline: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpu: CpuTime | undefined;
};

/** Each figure is the middle one of its rounds. */
function summed(row: Row, rounds: readonly Round[]): Played {
  const of = (read: (round: Round) => number) => median(rounds.map(read));
  const cpus = rounds.flatMap(({ cpu }) => (cpu ? [cpu] : []));
  return {
    row,
    ratio: of(({ baseline, measured }) => measured.perSecond / baseline),
    baseline: of(({ baseline }) => baseline),
    perSecond: of(({ measured }) => measured.perSecond),
    p50Ms: of(({ measured }) => measured.p50Ms),
    p99Ms: of(({ measured }) => measured.p99Ms),
    cpu:
      cpus.length === 0
        ? undefined
        : {
            appUs: median(cpus.map(({ appUs }) => appUs)),
            databaseUs: median(cpus.map(({ databaseUs }) => databaseUs)),
          },
  };
}
