"use client";

import { StackedColumns } from "@/components/chart/stacked-columns";
import { Card } from "@/components/ui/card";
import { formatCredits } from "@/lib/money/format";
import type { FeatureUsageView } from "@/lib/report/schema/feature-usage";
import { dayLabel } from "../../../_components/day-label";

/** Credits that its use took, day by day; events where it takes none. */
export function UsageChart({ usage, unit }: { usage: FeatureUsageView; unit: string }) {
  const { days, credits, events, customerCount } = usage;
  const isPriced = /[1-9]/.test(credits);
  const counted = `${formatCredits(String(events))} ${events === 1 ? "event" : "events"}`;
  const customers = `${customerCount} ${customerCount === 1 ? "customer" : "customers"}`;
  return (
    <Card title="Last 30 days">
      <StackedColumns
        title={isPriced ? "Credits used a day" : "Events a day"}
        caption={`${counted} of ${customers} took ${formatCredits(credits)} ${unit}`}
        unit={isPriced ? unit : "events"}
        series={[{ id: "use", label: isPriced ? "Credits" : "Events" }]}
        points={days.map((day, place) => ({
          key: day.day,
          label: dayLabel(day.day),
          values: { use: isPriced ? day.credits : String(day.events) },
          ...(place === days.length - 1 && { isPartial: true }),
        }))}
      />
    </Card>
  );
}
