/** The figures as Markdown, each beside its goal. */
import type { Played } from "./row";

const HEAD = [
  "| path | a second | baseline | reached | p50 / p99 | processor time a call, app + PostgreSQL | goal | |",
  "|---|---|---|---|---|---|---|---|",
];

export const tableOf = (rows: readonly Played[]): string => [...HEAD, ...rows.map(line)].join("\n");

export function line(played: Played): string {
  const { row, ratio, baseline, perSecond, p50Ms, p99Ms, cpu } = played;
  const { path, beside, goal } = row;
  const cells = [
    path,
    whole(perSecond),
    `${whole(baseline)} ${beside}`,
    `${ratio.toFixed(2)} ${beside}`,
    `${milliseconds(p50Ms)} / ${milliseconds(p99Ms)} ms`,
    cpu ? `${cpu.appUs.toFixed(0)} + ${cpu.databaseUs.toFixed(0)} µs` : "–",
    [
      goal.ratio && `≥ ${goal.ratio} ${beside}`,
      goal.perSecond && `≥ ${whole(goal.perSecond)} a second`,
      goal.p99Ms && `p99 ≤ ${goal.p99Ms} ms`,
    ]
      .filter(Boolean)
      .join(", "),
    isReached(played) ? "reached" : "not yet",
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A share that has a goal of its own, below the table. */
export const shareLine = (what: string, share: number, goal: number): string =>
  `${share.toFixed(3)} ${what} (goal ≥ ${goal}): ${share >= goal ? "reached" : "not yet"}`;

const isReached = ({ row: { goal }, ratio, perSecond, p99Ms }: Played) =>
  ratio >= (goal.ratio ?? 0) &&
  perSecond >= (goal.perSecond ?? 0) &&
  p99Ms <= (goal.p99Ms ?? Number.POSITIVE_INFINITY);

const milliseconds = (value: number) => value.toFixed(value < 10 ? 1 : 0);

const whole = (value: number) => Math.round(value).toLocaleString("en-US");
