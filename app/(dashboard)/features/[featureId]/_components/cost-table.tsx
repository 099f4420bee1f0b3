"use client";

import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { CreditCostView } from "@/lib/catalog/schema/feature";

type Row = CreditCostView & { readonly isToCome: boolean; readonly zone: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "cost",
    header: "Cost per unit",
    cell: ({ creditsPerUnit, creditUnit }) => (
      <Credits amount={creditsPerUnit} unit={creditUnit} className="font-medium" />
    ),
    narrow: "title",
  },
  {
    id: "for",
    header: "For",
    cell: ({ property, values }) =>
      property ? (
        <code className="font-mono text-xs">
          {property} = {values.join(", ")}
        </code>
      ) : (
        <span className="text-muted">every event</span>
      ),
    narrow: "detail",
  },
  {
    id: "from",
    header: "From",
    cell: ({ effectiveFrom, zone }) => <Instant at={effectiveFrom} show="exact" zone={zone} />,
    narrow: "note",
  },
  {
    id: "state",
    header: "State",
    cell: ({ isCurrent, isToCome }) => (
      <Status value={isCurrent ? "active" : isToCome ? "scheduled" : "superseded"} />
    ),
    narrow: "figure",
  },
  { id: "by", header: "Set by", cell: ({ createdBy }) => createdBy },
];

/** Every version of a feature's cost, the latest first. */
export function CostTable({
  costs,
  at,
  zone,
}: {
  costs: readonly CreditCostView[];
  /** The instant of the page: what begins after it is to come. */
  at: string;
  zone: string;
}) {
  const rows = costs.map((cost) => ({ ...cost, zone, isToCome: cost.effectiveFrom > at }));
  return (
    <DataTable
      label="Costs"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <Empty title="No cost yet">
          Events are counted and cost nothing. Add a cost to take credits for them.
        </Empty>
      }
    />
  );
}
