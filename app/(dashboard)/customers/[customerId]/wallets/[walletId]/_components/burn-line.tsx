import { toPixels } from "@/components/chart/series";
import type { BurnDownView } from "@/lib/ledger/schema/burn-down";
import { formatCompact, formatCredits } from "@/lib/money/format";
import { worthAt } from "./segment-words";

const [WIDTH, HEIGHT] = [600, 120];

/**
 * The balance over the time: it jumps where something else than use changed it, and falls between
 * by what was used there. The same figures stand in the table below it.
 */
export function BurnLine({ history }: { history: BurnDownView }) {
  const [from, to] = [Date.parse(history.from), Date.parse(history.to)];
  const ends = history.segments.flatMap((segment) => [
    { at: Date.parse(segment.from), worth: worthAt(segment, "start") },
    { at: Date.parse(segment.to), worth: worthAt(segment, "end") },
  ]);
  const worths = ends.map(({ worth }) => toPixels(worth));
  const [most, least] = [Math.max(...worths, 1), Math.min(...worths, 0)];
  const x = (at: number) => ((at - from) / (to - from || 1)) * WIDTH;
  const y = (worth: number) => HEIGHT - ((worth - least) / (most - least)) * HEIGHT;
  const line = ends.map(({ at, worth }) => `${x(at)},${y(toPixels(worth))}`).join(" ");
  const first = ends[0]?.worth ?? "0";
  const last = ends.at(-1)?.worth ?? "0";
  const words = `Balance from ${formatCredits(first)} to ${formatCredits(last)} ${history.creditUnit}`;
  return (
    <figure aria-label="Burn-down" className="grid gap-1">
      <figcaption className="text-sm">{words}; it falls by use and jumps by all else.</figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
        <div className="numerals flex flex-col justify-between text-right text-2xs text-muted">
          <span>{formatCompact(String(most))}</span>
          <span>{formatCompact(String(least))}</span>
        </div>
        <svg
          role="img"
          aria-label={words}
          viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
          preserveAspectRatio="none"
          className="h-32 w-full text-accent"
        >
          <polygon
            points={`0,${y(0)} ${line} ${WIDTH},${y(0)}`}
            fill="currentColor"
            opacity="0.12"
          />
          <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} stroke="var(--line)" />
          <polyline
            points={line}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </div>
    </figure>
  );
}
