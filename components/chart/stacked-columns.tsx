"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { Legend } from "./legend";
import { PointsTable } from "./points-table";
import { BEFORE, coloursOf, isCompared, type Point, type Series } from "./series";

const HEIGHT = "h-64";

// recharts weighs more than the page around it and draws nothing on the server.
const Plot = dynamic(() => import("./stacked-columns-plot"), {
  ssr: false,
  loading: () => <Skeleton className={HEIGHT} />,
});

/**
 * How much, on what, when: one column a bucket, stacked by series.
 * `<StackedColumns title="Credits used by feature" caption="1,240 credits in 30 days" unit="credits" series={…} points={…} />`.
 * The caption states the finding; the same figures stand in the table below it.
 */
export function StackedColumns({
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
  series: readonly Series[];
  points: readonly Point[];
}) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const colours = coloursOf(series);
  const toggle = (id: string) =>
    setHidden((now) =>
      now.has(id) ? new Set([...now].filter((other) => other !== id)) : new Set([...now, id]),
    );

  return (
    <figure aria-label={title} className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <figcaption className="text-sm">{caption}</figcaption>
        <Legend
          series={series}
          colours={colours}
          hidden={hidden}
          onToggle={toggle}
          line={isCompared(points) ? BEFORE : undefined}
        />
      </div>
      <div className={HEIGHT}>
        <Plot
          title={title}
          unit={unit}
          series={series.filter(({ id }) => !hidden.has(id))}
          points={points}
          colours={colours}
        />
      </div>
      <PointsTable title={title} unit={unit} series={series} points={points} />
    </figure>
  );
}
