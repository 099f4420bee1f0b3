import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { formatCredits } from "@/lib/money/format";
import { BEFORE, isCompared, type Point, type Series, sumOf } from "./series";

/** The figures behind a chart, for those who would rather read them; opens without any script. */
export function PointsTable({
  title,
  unit,
  series,
  points,
  summary = "View as table",
  isSummed = true,
}: {
  title: string;
  unit: string;
  series: readonly Series[];
  points: readonly Point[];
  /** What opens it. */
  summary?: string;
  /** Of balances, sums would say nothing. */
  isSummed?: boolean;
}) {
  const withBefore = isCompared(points);
  return (
    <details className="group text-sm">
      <summary className="inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink pointer-coarse:min-h-10">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <ScrollRegion
        aria-label={`${title}, table`}
        className="relative mt-2 max-h-80 overflow-auto rounded border"
      >
        <table className="numerals w-full border-separate border-spacing-0 text-right text-xs [&_tbody_td]:border-b [&_td]:px-3 [&_td]:py-1.5 [&_th]:whitespace-nowrap [&_th]:px-3 [&_th]:py-1.5 [&_:is(thead,tbody)_th]:font-medium">
          <caption className="sr-only">
            {title}, in {unit}
          </caption>
          <thead className="text-muted [&_th]:sticky [&_th]:top-0 [&_th]:border-b [&_th]:bg-surface">
            <tr>
              <th scope="col" className="text-left">
                When
              </th>
              {series.map(({ id, label }) => (
                <th key={id} scope="col">
                  {label}
                </th>
              ))}
              {isSummed && <th scope="col">All</th>}
              {withBefore && <th scope="col">{BEFORE}</th>}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key} className="hover:bg-sunken">
                <th scope="row" className="border-b text-left">
                  <Leading href={point.href}>{point.label}</Leading>
                  {point.isPartial && <span className="text-muted"> so far</span>}
                </th>
                {series.map(({ id }) => (
                  <td key={id}>
                    <Leading href={isSome(point.values[id]) ? point.hrefs?.[id] : undefined}>
                      {formatCredits(point.values[id] ?? "0")}
                    </Leading>
                  </td>
                ))}
                {isSummed && (
                  <td>{formatCredits(sumOf(series.map(({ id }) => point.values[id])))}</td>
                )}
                {withBefore && <td className="text-muted">{formatCredits(point.before ?? "0")}</td>}
              </tr>
            ))}
          </tbody>
          {isSummed && <Totals series={series} points={points} />}
        </table>
      </ScrollRegion>
    </details>
  );
}

const Totals = ({ series, points }: { series: readonly Series[]; points: readonly Point[] }) => (
  <tfoot className="[&_:is(td,th)]:sticky [&_:is(td,th)]:bottom-0 [&_:is(td,th)]:border-t [&_:is(td,th)]:bg-surface [&_:is(td,th)]:font-semibold">
    <tr>
      <th scope="row" className="text-left">
        Total
      </th>
      {series.map(({ id }) => (
        <td key={id}>{formatCredits(sumOf(points.map(({ values }) => values[id])))}</td>
      ))}
      <td>
        {formatCredits(sumOf(points.flatMap(({ values }) => series.map(({ id }) => values[id]))))}
      </td>
      {isCompared(points) && <td>{formatCredits(sumOf(points.map(({ before }) => before)))}</td>}
    </tr>
  </tfoot>
);

/** A link, where there is somewhere to go. */
function Leading({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined) return children;
  return (
    <Link href={href} prefetch={false} className="underline underline-offset-2">
      {children}
    </Link>
  );
}

const isSome = (amount: string | undefined) => /[1-9]/.test(amount ?? "");
