const STEPS = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
] as const;

/** A stretch of milliseconds for people: `90_000` is "1.5 min". */
export function durationText(ms: number): string {
  const [size, unit] = STEPS.find(([least]) => ms >= least) ?? [1_000, "s"];
  return `${Number((ms / size).toFixed(1))} ${unit}`;
}
