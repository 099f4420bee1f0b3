"use client";

import { StackedColumns } from "@/components/chart/stacked-columns";
import { Card } from "@/components/ui/card";
import type { PackSalesView } from "@/lib/report/schema/pack-sales";
import { dayLabel } from "../../../_components/day-label";

const SERIES = [{ id: "pieces", label: "Sold" }];
/** Pieces sold, day by day. */
export function SalesChart({ days }: { days: PackSalesView["days"] }) {
  const pieces = days.reduce((sum, day) => sum + day.pieces, 0);
  return (
    <Card title="Sales">
      <StackedColumns
        title="Packs sold a day"
        caption={`${pieces} sold in ${days.length} days`}
        unit="packs"
        series={SERIES}
        points={days.map((day, place) => ({
          key: day.day,
          label: dayLabel(day.day),
          values: { pieces: String(day.pieces) },
          ...(place === days.length - 1 && { isPartial: true }),
        }))}
      />
    </Card>
  );
}
