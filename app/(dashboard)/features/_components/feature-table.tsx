"use client";

import { Gauge } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { FeatureRow } from "@/lib/catalog/schema/feature";
import { formatCredits } from "@/lib/money/format";
import { CostNow } from "./cost-now";
import { TYPE_NAMES } from "./feature-type";
import { SelectBox } from "./selection";

const COLUMNS: readonly Column<FeatureRow>[] = [
  {
    id: "name",
    header: "Feature",
    cell: ({ name }) => name,
    href: ({ id }) => `/features/${id}`,
    narrow: "title",
  },
  {
    id: "key",
    header: "Key",
    cell: ({ key }) => <code className="font-mono text-muted text-xs">{key}</code>,
    narrow: "detail",
  },
  { id: "type", header: "Type", cell: ({ type }) => TYPE_NAMES[type] },
  {
    id: "event",
    header: "Event",
    cell: ({ meter }) =>
      meter ? <code className="font-mono text-xs">{meter.eventName}</code> : <None />,
  },
  { id: "aggregation", header: "Counts", cell: ({ meter }) => (meter ? counts(meter) : <None />) },
  { id: "unit", header: "Unit", cell: ({ unitSingular }) => unitSingular || <None /> },
  {
    id: "cost",
    header: "Costs now",
    align: "end",
    cell: (feature) => <CostNow feature={feature} />,
    narrow: "figure",
  },
  { id: "plans", header: "Plans", align: "end", cell: ({ plans }) => plans || <None /> },
  {
    id: "events",
    header: "Events, 24 h",
    align: "end",
    cell: ({ events24h }) => (events24h ? formatCredits(String(events24h)) : <None />),
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <Status value={status} />,
    narrow: "note",
  },
];

/** Only for who may take them out of use. */
const SELECT: Column<FeatureRow> = {
  id: "select",
  header: "Choose",
  align: "end",
  cell: ({ id, name, status }) => (status === "ACTIVE" ? <SelectBox id={id} name={name} /> : null),
};
const SELECTABLE = [...COLUMNS, SELECT];

const counts = ({ aggregation, property }: NonNullable<FeatureRow["meter"]>) =>
  COUNTED[aggregation](property ?? "");

const COUNTED: Record<
  NonNullable<FeatureRow["meter"]>["aggregation"],
  (property: string) => string
> = {
  COUNT: () => "events",
  SUM: (property) => `sum of ${property}`,
  MAX: (property) => `largest ${property}`,
  LATEST: (property) => `latest ${property}`,
  UNIQUE_COUNT: (property) => `different ${property}`,
};

const None = () => <span className="text-muted">–</span>;

export function FeatureTable({
  rows,
  isFirstRun,
  mayWrite,
}: {
  rows: readonly FeatureRow[];
  isFirstRun: boolean;
  mayWrite: boolean;
}) {
  return (
    <DataTable
      label="Features"
      columns={mayWrite ? SELECTABLE : COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        !isFirstRun ? (
          <NoMatch noun="feature" href="/features" />
        ) : (
          <Empty
            title="No features yet"
            icon={<Gauge />}
            action={mayWrite && <NewLink href="/features/new">New feature</NewLink>}
          >
            A feature is something your product does, such as a contact export. Say which events
            count it and what one costs in credits; then plans can include it.
          </Empty>
        )
      }
    />
  );
}
