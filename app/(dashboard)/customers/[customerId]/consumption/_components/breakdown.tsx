"use client";

import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { ShownQuantity } from "@/components/domain/shown-quantity";
import type { Column } from "@/components/table/column";
import { CsvLink } from "@/components/table/csv-link";
import { DataTable } from "@/components/table/data-table";
import { Card } from "@/components/ui/card";
import { formatCredits, formatShare } from "@/lib/money/format";
import type { BreakdownRow, BreakdownView } from "@/lib/report/schema/breakdown";
import { Change } from "./change";
import { partHref } from "./events-href";
import { TieOut } from "./tie-out";

/** More rows than people read; the file has them all. */
const MOST_ROWS = 200;

const None = () => <span className="text-muted">–</span>;

const NAMES = {
  member: { header: "Member", none: "No member" },
  property: { header: "Value", none: "No value" },
  api_key: { header: "API key", none: "No API key" },
} as const;

type HrefOf = (row: BreakdownRow) => string;

const columnsOf = (view: BreakdownView, hrefOf: HrefOf): readonly Column<BreakdownRow>[] => [
  {
    id: "feature",
    header: "Feature",
    cell: ({ featureName }) => featureName,
    href: hrefOf,
    narrow: "title",
    total: "Total",
  },
  {
    id: "value",
    header: NAMES[view.by].header,
    cell: ({ value, valueName }) =>
      value ? valueName : <span className="text-muted">{NAMES[view.by].none}</span>,
    narrow: "detail",
  },
  {
    id: "events",
    header: "Events",
    align: "end",
    cell: ({ events }) => (events ? formatCredits(String(events)) : <None />),
    total: formatCredits(String(view.events)),
  },
  {
    id: "quantity",
    header: "Quantity",
    align: "end",
    cell: (row) => (row.events ? <ShownQuantity of={row} quantity={row.quantity} /> : <None />),
  },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits }) => <Credits amount={credits} unit={null} className="font-medium" />,
    narrow: "figure",
    total: <Credits amount={view.total} unit={null} />,
  },
  {
    id: "share",
    header: "Share",
    align: "end",
    width: "9rem",
    cell: ({ share, featureName }) =>
      share === null ? (
        <None />
      ) : (
        <span className="flex items-center gap-2">
          <ShareBar
            label={`Share of ${featureName}`}
            of="1"
            className="flex-1"
            shares={[
              ...[{ key: "share", label: formatShare(share), value: share }].filter(
                ({ value }) => !value.startsWith("-"),
              ),
            ]}
          />
          <span className="w-12">{formatShare(share)}</span>
        </span>
      ),
  },
  {
    id: "change",
    header: "Change",
    align: "end",
    cell: ({ change }) => <Change change={change} />,
    narrow: "note",
    total: <Change change={view.change} />,
  },
];

/**
 * Features by members, values or keys, each row leading to its events. The last row comes to what the
 * ledger says of the same days, and shows that it does.
 */
export function Breakdown({
  view,
  customerId,
  zone,
  member,
  ledgerTotal,
  unit,
}: {
  view: BreakdownView;
  customerId: string;
  zone: string;
  /** Whose use alone is shown, which the ledger's sum is not of; null: everybody's. */
  member: string | null;
  ledgerTotal: string;
  unit: string;
}) {
  const { rows, by, from, to, total } = view;
  if (rows.length === 0) return null;
  const hrefOf: HrefOf = ({ featureKey, value }) =>
    partHref(customerId, zone, {
      ...{ from, to, feature: featureKey },
      member: member ?? (by === "member" ? value : undefined),
      apiKey: by === "api_key" ? value : undefined,
    });
  return (
    <Card
      flush
      title="Breakdown"
      description={
        <>
          {member === null && <TieOut total={total} ledgerTotal={ledgerTotal} unit={unit} />}
          {rows.length > MOST_ROWS && (
            <span className="block">
              The {MOST_ROWS} largest of {formatCredits(String(rows.length))} rows; the file has
              all.
            </span>
          )}
        </>
      }
      actions={
        <CsvLink
          href={`/customers/${customerId}/consumption/export/breakdown`}
          label="Export breakdown"
        />
      }
    >
      <DataTable
        label="Breakdown"
        columns={columnsOf(view, hrefOf)}
        rows={rows.slice(0, MOST_ROWS)}
        rowKey={({ featureKey, value }) => `${featureKey}/${value}`}
        empty={null}
      />
    </Card>
  );
}
