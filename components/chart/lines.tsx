"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { PointsTable } from "./points-table";
import type { LineSeries, Point } from "./series";

const HEIGHT = "h-44";

// recharts weighs more than the page around it and draws nothing on the server.
const Plot = dynamic(() => import("./lines-plot"), {
  ssr: false,
  loading: () => <Skeleton className={HEIGHT} />,
});

/**
 * How much there is, as time goes on: a line a series, in steps, as balances move.
 * The caption states the finding; the same figures stand in the table below it, where they move.
 */
export function Lines({
  title,
  caption,
  unit,
  series,
  points,
}: {
  /** The chart's accessible name. */
  title: string;
  caption: string;
  unit: string;
  series: readonly LineSeries[];
  points: readonly Point[];
}) {
  const moving = points.filter((point, place) => {
    const before = points[place - 1];
    return !before || series.some(({ id }) => point.values[id] !== before.values[id]);
  });
  return (
    <figure aria-label={title} className="grid grid-cols-1 gap-2">
      <figcaption className="text-sm">{caption}</figcaption>
      <ul aria-label="Lines" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {series.map(({ id, label, colour, isDashed }) => (
          <li key={id} className="flex items-center gap-1.5">
            <svg aria-hidden="true" viewBox="0 0 16 2" className="h-0.5 w-4">
              <line
                x2="16"
                y1="1"
                y2="1"
                stroke={colour}
                strokeWidth="2"
                strokeDasharray={isDashed ? "4 2" : undefined}
              />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <div className={HEIGHT}>
        <Plot title={title} unit={unit} series={series} points={points} />
      </div>
      <PointsTable
        title={title}
        unit={unit}
        series={series}
        points={moving}
        summary="View as table, the days on which it moves"
        isSummed={false}
      />
    </figure>
  );
}
