import { formatCredits } from "@/lib/money/format";
import { BEFORE, type Point, type Series, sumOf } from "./series";

/** The figures of one bucket, exact; its region is polite, so that walking a chart by keys does not shout. */
export function PointTooltip({
  point,
  series,
  colours,
  unit,
  isSummed = true,
}: {
  point: Point | undefined;
  series: readonly Series[];
  colours: ReadonlyMap<string, string>;
  unit: string;
  /** Of balances, sums would say nothing. */
  isSummed?: boolean;
}) {
  return (
    <div aria-live="polite">
      {point && (
        <div className="numerals min-w-40 rounded bg-layer px-3 py-2 text-xs shadow-layer">
          <p className="mb-1 font-medium">
            {point.label}
            {point.isPartial && " so far"}
            <span className="font-normal text-muted"> · {unit}</span>
          </p>
          <ul className="grid gap-0.5">
            {series.toReversed().map(({ id, label }) => (
              <li key={id} className="flex items-center gap-1.5">
                <span
                  aria-hidden
                  className="size-2 rounded-sm"
                  style={{ background: colours.get(id) }}
                />
                <span className="flex-1 pr-4">{label}</span>
                {formatCredits(point.values[id] ?? "0")}
              </li>
            ))}
            {isSummed && series.length > 1 && (
              <li className="mt-1 flex border-t pt-1 font-medium">
                <span className="flex-1 pr-4">All</span>
                {formatCredits(sumOf(series.map(({ id }) => point.values[id])))}
              </li>
            )}
            {point.before !== undefined && (
              <li className="flex text-muted">
                <span className="flex-1 pr-4">{BEFORE}</span>
                {formatCredits(point.before)}
              </li>
            )}
          </ul>
        </div>
      )}
    </div>
  );
}
