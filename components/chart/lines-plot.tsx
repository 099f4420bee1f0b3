"use client";

import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { X_AXIS, Y_AXIS } from "./axes";
import { PointTooltip } from "./point-tooltip";
import { type LineSeries, type Point, toPixels } from "./series";

/** The drawing of `Lines`; only that imports it, and only in the browser. */
// biome-ignore lint/style/noDefaultExport: `dynamic` takes the default export.
export default function LinesPlot({
  title,
  unit,
  series,
  points,
}: {
  title: string;
  unit: string;
  series: readonly LineSeries[];
  points: readonly Point[];
}) {
  const colours = new Map(series.map(({ id, colour }) => [id, colour]));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} title={title} margin={{ top: 4, right: 4, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...X_AXIS} />
        <YAxis {...Y_AXIS} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line)" }}
          content={({ active, payload }) => (
            <PointTooltip
              point={active ? (payload?.[0]?.payload as Point | undefined) : undefined}
              series={series}
              colours={colours}
              unit={unit}
              isSummed={false}
            />
          )}
        />
        {series.map(({ id, label, colour, isDashed }) => (
          <Line
            key={id}
            name={label}
            dataKey={(point: Point) => toPixels(point.values[id])}
            type="stepAfter"
            stroke={colour}
            strokeWidth={2}
            {...(isDashed && { strokeDasharray: "5 4" })}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
