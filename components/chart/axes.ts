import { formatCompact } from "@/lib/money/format";

const TICK = { fill: "var(--muted)", fontSize: 11 };

/** Of every plot: quiet, and no more labels than fit. */
export const X_AXIS = {
  ...{ tick: TICK, tickLine: false, minTickGap: 48 },
  axisLine: { stroke: "var(--line)" },
} as const;

export const Y_AXIS = {
  ...{ tick: TICK, tickLine: false, axisLine: false, width: 44 },
  tickFormatter: (value: unknown) => formatCompact(String(value)),
} as const;
