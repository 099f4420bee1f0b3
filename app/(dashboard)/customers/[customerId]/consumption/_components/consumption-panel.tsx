"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartColumnStacked } from "lucide-react";
import { StackedColumns } from "@/components/chart/stacked-columns";
import { Empty } from "@/components/domain/empty";
import { Card } from "@/components/ui/card";
import { formatCredits } from "@/lib/money/format";
import { consumptionOptions } from "@/lib/report/client";
import type { ConsumptionFields, ConsumptionView } from "@/lib/report/schema/consumption";
import { changeWords } from "./change";
import { columnsOf, type HrefOf } from "./columns";
import { partHref } from "./events-href";

/** What was used when and on what, beside the time before; the same figures stand in a table. */
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
  const hrefOf: HrefOf = (from, to, key) =>
    partHref(customerId, data.zone, {
      ...{ from, to, member: query.member ?? undefined },
      ...narrowedBy(data.by, key),
    });
  const { series, points } = columnsOf(data, { now, hrefOf });

  return (
    <div aria-busy={isFetching}>
      <Card>
        {series.length === 0 ? (
          <Empty title="Nothing was used in this time" icon={<ChartColumnStacked />}>
            Choose a longer range, or send an event that a feature counts.
          </Empty>
        ) : (
          <StackedColumns
            title={`Credits used by ${NAMES[data.by]}, by ${data.grain}`}
            caption={findingOf(data, unit)}
            unit={unit}
            series={series}
            points={points}
          />
        )}
      </Card>
    </div>
  );
}

const NAMES = {
  ...{ feature: "feature", member: "member", property: "property", api_key: "API key" },
} as const satisfies Record<ConsumptionView["by"], string>;

/** Events are narrowed by feature, member and key; a price's value is in no event's own name. */
const NARROWINGS = {
  ...{ feature: "feature", member: "member", property: null, api_key: "apiKey" },
} as const;

const narrowedBy = (by: ConsumptionView["by"], key: string | undefined) => {
  const name = NARROWINGS[by];
  return name === null ? {} : { [name]: key };
};

function findingOf(view: ConsumptionView, unit: string): string {
  const { series, total, refusedEvents, compared } = view;
  const [first] = series;
  const most =
    first && series.length > 1 && /[1-9]/.test(total) ? `; ${first.name} took the most` : "";
  const refused =
    refusedEvents > 0 ? ` ${formatCredits(String(refusedEvents))} events refused.` : "";
  const change = compared ? ` ${changeWords(compared, unit)} the time before.` : "";
  return `${formatCredits(total)} ${unit} used${most}.${change}${refused}`;
}
