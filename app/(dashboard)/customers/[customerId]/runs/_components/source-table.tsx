"use client";

import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { formatCredits } from "@/lib/money/format";
import type { RunDetail, RunSource } from "@/lib/report/schema/runs";

type Row = RunSource & { readonly zone: string };

const None = () => <span className="text-muted">–</span>;

const columnsOf = ({ credits: total, events }: RunDetail): readonly Column<Row>[] => [
  {
    ...{ id: "feature", header: "Source", narrow: "title", total: "Total" },
    cell: ({ featureName, value }) => (
      <>
        {featureName}
        {value && <span className="text-muted"> · {value}</span>}
      </>
    ),
  },
  {
    ...{ id: "at", header: "Began", narrow: "detail" },
    cell: ({ startedAt, zone }) => <Instant at={startedAt} show="exact" zone={zone} />,
  },
  { id: "member", header: "Member", cell: ({ member }) => member || <None /> },
  {
    ...{ id: "events", header: "Uses", align: "end", total: formatCredits(String(events)) },
    cell: ({ events: own, refused }) => (
      <>
        {formatCredits(String(own))}
        {refused > 0 && <span className="text-muted"> + {refused} refused</span>}
      </>
    ),
  },
  {
    ...{ id: "quantity", header: "Quantity", align: "end", narrow: "note" },
    cell: ({ shown }) => (
      <span className="whitespace-nowrap">
        {formatCredits(shown.quantity)} <span className="text-muted">{shown.unit}</span>
      </span>
    ),
  },
  {
    ...{ id: "credits", header: "Credits", align: "end", narrow: "figure" },
    cell: ({ credits }) => <Credits amount={credits} unit={null} className="font-medium" />,
    total: <Credits amount={total} unit={null} />,
  },
  {
    ...{ id: "share", header: "Share", width: "9rem" },
    cell: ({ featureName, value, credits }) =>
      credits.startsWith("-") || total === "0" ? (
        <None />
      ) : (
        <ShareBar
          label={`Share of ${featureName} ${value}`.trim()}
          of={total}
          shares={[{ key: "share", label: "of the run", value: credits }]}
        />
      ),
  },
];

/** A run opened: what each of its sources used and took. */
export function SourceTable({ run, zone }: { run: RunDetail; zone: string }) {
  return (
    <DataTable
      label="Sources"
      columns={columnsOf(run)}
      rows={run.sources.map((source) => ({ ...source, zone }))}
      rowKey={({ featureId, value, member }) => JSON.stringify([featureId, value, member])}
      empty={null}
    />
  );
}
