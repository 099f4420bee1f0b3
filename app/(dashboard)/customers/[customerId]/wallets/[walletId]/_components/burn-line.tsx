import { toPixels } from "@/components/chart/series";
import { Instant } from "@/components/domain/instant";
import type { BurnDownView } from "@/lib/ledger/schema/burn-down";
import { formatCompact, formatCredits } from "@/lib/money/format";

const [WIDTH, HEIGHT] = [600, 120];

/**
 * The balance over the time, in steps: exact at each of them, and nothing made up between. What
 * made it up and what changed it stands in the table below.
 */
export function BurnLine({ history, zone }: { history: BurnDownView; zone: string }) {
  const { points, creditUnit } = history;
  const [from, to] = [Date.parse(history.from), Date.parse(history.to)];
  const balances = points.map(({ balance }) => toPixels(balance));
  const [most, least] = [Math.max(...balances, 1), Math.min(...balances, 0)];
  const isFlat = balances.every((balance) => balance === 0);
  const x = (at: number) => round(((at - from) / (to - from || 1)) * WIDTH);
  const y = (balance: number) => round(HEIGHT - ((balance - least) / (most - least)) * HEIGHT);
  const path = points
    .map(({ at, balance }, place) => {
      const right = x(Date.parse(at));
      return `${place === 0 ? "M" : "H"}${right}${place === 0 ? "," : "V"}${y(toPixels(balance))}`;
    })
    .join("");
  const [first, last] = [points[0], points.at(-1)].map((point) =>
    formatCredits(point?.balance ?? "0"),
  );
  const words = `Balance from ${first} to ${last} ${creditUnit}`;
  return (
    <figure aria-label="Burn-down" className="grid gap-2">
      <figcaption className="text-sm">{words}</figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
        <div className="numerals flex flex-col justify-between text-right text-2xs text-muted">
          <span>{isFlat ? "" : formatCompact(String(most))}</span>
          <span>{formatCompact(String(least))}</span>
        </div>
        <svg
          role="img"
          aria-label={words}
          viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
          preserveAspectRatio="none"
          className="h-32 w-full text-accent"
        >
          <path d={`${path}V${y(0)}H0Z`} fill="currentColor" opacity="0.12" />
          <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} stroke="var(--line)" />
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <div className="col-start-2 flex justify-between text-2xs text-muted">
          <Instant at={history.from} show="day" zone={zone} />
          <Instant at={history.to} show="day" zone={zone} />
        </div>
      </div>
    </figure>
  );
}

/** Pixels need no more places, and the server and the browser write the same. */
const round = (pixels: number) => Math.round(pixels * 100) / 100;
