import type { RefillView } from "@/lib/ledger/schema/refill";
import { formatCredits } from "@/lib/money/format";
import { PERIOD_NAMES } from "./refill-fields";

/** `every month`, `every 2 weeks`. */
export function everyOf({ period, periodCount }: Pick<RefillView, "period" | "periodCount">) {
  const name = PERIOD_NAMES[period];
  return periodCount === 1 ? `every ${name}` : `every ${periodCount} ${name}s`;
}

/** What becomes of what is left at a period's end. */
export function keepsOf({ rollover }: Pick<RefillView, "rollover">): string {
  if (rollover === null) return "what is left lapses";
  const { mode, cap, percent, periods } = rollover;
  const lives = `${periods} ${periods === 1 ? "period" : "periods"}`;
  if (mode === "cap" && cap !== null) return `up to ${formatCredits(cap)} roll over for ${lives}`;
  if (mode === "percent") return `${percent}% of what is left rolls over for ${lives}`;
  return `what is left rolls over for ${lives}`;
}
