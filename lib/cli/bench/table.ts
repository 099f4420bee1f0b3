/** The figures as Markdown, each beside its goal. */
import type { Played } from "./row";

const HEAD = [
  "| path | a second | baseline | reached | p50 / p99 | processor time a call, app + PostgreSQL | goal | |",
  "|---|---|---|---|---|---|---|---|",
];

export const tableOf = (rows: readonly Played[]): string => [...HEAD, ...rows.map(line)].join("\n");

export function line({ row, ratio, baseline, perSecond, p50Ms, p99Ms, cpu }: Played): string {
  const { path, beside, goal } = row;
  const cells = [
    path,
    whole(perSecond),
    `${whole(baseline)} ${beside}`,
    `${ratio.toFixed(2)} ${beside}`,
    `${p50Ms.toFixed(0)} / ${p99Ms.toFixed(0)} ms`,
    cpu ? `${cpu.appUs.toFixed(0)} + ${cpu.databaseUs.toFixed(0)} µs` : "–",
    [`≥ ${goal.ratio} ${beside}`, goal.p99Ms && `p99 ≤ ${goal.p99Ms} ms`]
      .filter(Boolean)
      .join(", "),
    isReached(ratio, p99Ms, goal) ? "reached" : "not yet",
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A share that has a goal of its own, below the table. */
export const shareLine = (what: string, share: number, goal: number): string =>
  `${share.toFixed(3)} ${what} (goal ≥ ${goal}): ${share >= goal ? "reached" : "not yet"}`;

const isReached = (ratio: number, p99Ms: number, goal: Played["row"]["goal"]) =>
  ratio >= goal.ratio && (goal.p99Ms === undefined || p99Ms <= goal.p99Ms);

const whole = (value: number) => Math.round(value).toLocaleString("en-US");
