import { sumOf } from "@/components/chart/series";
import { formatCompact, formatShare } from "@/lib/money/format";

/** How a figure changed: always the amount itself, and its share where there was anything before. */
export function changeNote({ value, before }: { value: string; before: string }, days: number) {
  const change = sumOf([value, before.startsWith("-") ? before.slice(1) : `-${before}`]);
  const span = `on the ${days} days before`;
  if (!/[1-9]/.test(change)) return `the same as ${span.replace("on ", "")}`;
  const sign = change.startsWith("-") ? "" : "+";
  const amount = `${sign}${formatCompact(change)}`;
  // For the eye alone, so a float will do.
  const share = Number(change) / Number(before);
  const percent = Number.isFinite(share) ? ` (${sign}${formatShare(String(share))})` : "";
  return `${amount}${percent} ${span}`;
}
