"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartColumnStacked } from "lucide-react";
import { StackedColumns } from "@/components/chart/stacked-columns";
import { Empty } from "@/components/domain/empty";
import { Card } from "@/components/ui/card";
import { formatCredits } from "@/lib/money/format";
import { consumptionOptions } from "@/lib/report/client";
import type { ConsumptionFields, ConsumptionView } from "@/lib/report/schema/consumption";
import { Breakdown } from "./breakdown";
import { columnsOf } from "./columns";

/** What was used when and on what, with the same figures as a table that ties out with the ledger. */
export function ConsumptionPanel({
  customerId,
  query,
  unit,
  now,
}: {
  customerId: string;
  query: ConsumptionFields;
  unit: string;
  /** The instant of the page: the column that it lies in is not over. */
  now: string;
}) {
  const { data, isFetching } = useQuery(consumptionOptions(customerId, query));
  if (!data) return null;
  const hrefOf = (from: string, to: string) =>
    `/customers/${customerId}/events?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
  const { series, points } = columnsOf(data, { now, hrefOf });

  return (
    <div className="grid grid-cols-1 gap-6" aria-busy={isFetching}>
      <Card>
        {series.length === 0 ? (
          <Empty title="Nothing was used in this time" icon={<ChartColumnStacked />}>
            Choose a longer range, or send an event that a feature counts.
          </Empty>
        ) : (
          <StackedColumns
            title={`Credits used by ${data.by}, by ${data.grain}`}
            caption={findingOf(data, unit)}
            unit={unit}
            series={series}
            points={points}
          />
        )}
      </Card>
      <Breakdown consumption={data} unit={unit} />
    </div>
  );
}

function findingOf({ series, total, refusedEvents }: ConsumptionView, unit: string): string {
  const [first] = series;
  const most = first && series.length > 1 ? `; ${first.name} took the most` : "";
  const refused =
    refusedEvents > 0 ? ` ${formatCredits(String(refusedEvents))} events refused.` : "";
  return `${formatCredits(total)} ${unit} used${most}.${refused}`;
}
