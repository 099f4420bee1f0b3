"use client";

import { useRouter } from "next/navigation";
import {
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { X_AXIS, Y_AXIS } from "./axes";
import { PointTooltip } from "./point-tooltip";
import { BEFORE, hasFractions, isCompared, type Point, type Series, toPixels } from "./series";

/** The drawing of `StackedColumns`; only that imports it, and only in the browser. */
// biome-ignore lint/style/noDefaultExport: `dynamic` takes the default export.
export default function StackedColumnsPlot({
  title,
  unit,
  series,
  points,
  colours,
}: {
  title: string;
  unit: string;
  series: readonly Series[];
  points: readonly Point[];
  colours: ReadonlyMap<string, string>;
}) {
  const router = useRouter();
  const open = (id: string, index: number) => {
    const point = points[index];
    const href = point?.hrefs?.[id] ?? point?.href;
    if (href) router.push(href);
  };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={[...points]}
        title={title}
        margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        stackOffset="sign"
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...X_AXIS} />
        <YAxis {...Y_AXIS} allowDecimals={hasFractions(points)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--sunken)" }}
          content={({ active, payload }) => (
            <PointTooltip
              point={active ? (payload?.[0]?.payload as Point | undefined) : undefined}
              series={series}
              colours={colours}
              unit={unit}
            />
          )}
        />
        {series.map(({ id, label }) => (
          <Bar
            key={id}
            name={label}
            dataKey={(point: Point) => toPixels(point.values[id])}
            stackId="all"
            fill={colours.get(id) ?? "var(--chart-other)"}
            isAnimationActive={false}
            stroke="var(--surface)"
            maxBarSize={40}
            onClick={(_, index) => open(id, index)}
          >
            {points.map((point) => (
              <Cell
                key={point.key}
                fillOpacity={point.isPartial ? 0.5 : 1}
                cursor={point.href ? "pointer" : "default"}
              />
            ))}
          </Bar>
        ))}
        {isCompared(points) && (
          <Line
            name={BEFORE}
            dataKey={(point: Point) => toPixels(point.before)}
            type="linear"
            stroke="var(--muted)"
            strokeWidth={1}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
