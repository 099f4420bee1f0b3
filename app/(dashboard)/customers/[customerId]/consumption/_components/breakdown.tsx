"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { sumOf } from "@/components/chart/series";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Card } from "@/components/ui/card";
import { formatCredits, formatShare } from "@/lib/money/format";
import type { ConsumptionSeries, ConsumptionView } from "@/lib/report/schema/consumption";

type Row = ConsumptionSeries & { readonly share: string; readonly whole: string };

const columnsOf = ({ by, series, total }: ConsumptionView): readonly Column<Row>[] => [
  {
    id: "name",
    header: by === "feature" ? "Feature" : "Member",
    cell: ({ name }) => <span className="font-medium">{name}</span>,
    narrow: "title",
    total: "Total",
  },
  {
    id: "events",
    header: "Events",
    align: "end",
    cell: ({ events }) => (events ? formatCredits(String(events)) : <None />),
    total: formatCredits(String(series.reduce((sum, { events }) => sum + events, 0))),
  },
  {
    id: "quantity",
    header: "Quantity",
    align: "end",
    cell: ({ quantity, unitPlural, events }) =>
      events ? (
        <span className="whitespace-nowrap">
          {formatCredits(quantity)} <span className="text-muted">{unitPlural}</span>
        </span>
      ) : (
        <None />
      ),
  },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ total: credits }) => <Credits amount={credits} unit={null} className="font-medium" />,
    narrow: "figure",
    total: <Credits amount={total} unit={null} />,
  },
  {
    id: "share",
    header: "Share",
    align: "end",
    cell: ({ share }) => share,
    narrow: "note",
  },
  {
    id: "bar",
    header: "Of all",
    width: "9rem",
    cell: ({ name, total: credits, whole }) => (
      <ShareBar
        label="Share"
        of={whole}
        shares={[{ key: "all", label: name, value: credits.startsWith("-") ? "0" : credits }]}
      />
    ),
  },
];

const None = () => <span className="text-muted">–</span>;

/** Every series with its sum. The last row comes to what the ledger says, and shows that it does. */
export function Breakdown({ consumption, unit }: { consumption: ConsumptionView; unit: string }) {
  const { series, total } = consumption;
  if (series.length === 0) return null;
  const rows = series.map((one) => ({ ...one, whole: total, share: shareOf(one.total, total) }));
  return (
    <Card flush title="Breakdown" actions={<TieOut consumption={consumption} unit={unit} />}>
      <DataTable
        label="Breakdown"
        columns={columnsOf(consumption)}
        rows={rows}
        rowKey={({ key }) => key}
        empty={null}
      />
    </Card>
  );
}

function TieOut({ consumption, unit }: { consumption: ConsumptionView; unit: string }) {
  const { tiesOut, ledgerTotal, total } = consumption;
  if (tiesOut) {
    return (
      <p className="flex items-center gap-1.5 text-success text-sm">
        <CircleCheck aria-hidden className="size-4" />
        Equals the ledger
      </p>
    );
  }
  return (
    <p role="alert" className="flex items-center gap-1.5 text-danger text-sm">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      The ledger says {formatCredits(ledgerTotal)} {unit}, that is{" "}
      {formatCredits(sumOf([ledgerTotal, negated(total)]))} other than the sum
    </p>
  );
}

const negated = (amount: string) => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);

/** For the eye alone, so a float will do. */
const shareOf = (part: string, whole: string) =>
  /[1-9]/.test(whole) ? formatShare(String(Number(part) / Number(whole))) : "–";
