"use client";

import { StackedColumns } from "@/components/chart/stacked-columns";
import { Credits, Money } from "@/components/domain/amounts";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { parseDecimal } from "@/lib/money/decimal";
import { formatCredits } from "@/lib/money/format";
import type { ForeseenMonthView, TimelineView } from "@/lib/subscription/schema/timeline";
import { monthWords } from "./month-words";

const SERIES = [
  { id: "issued", label: "Given", colour: "var(--chart-3)" },
  { id: "ended", label: "End if not used", colour: "var(--chart-2)" },
];

type Row = {
  readonly month: string;
  readonly key: string;
  readonly credits: ForeseenMonthView["credits"][number];
  readonly invoiced: string;
  readonly currency: string;
};

const COLUMNS: readonly Column<Row>[] = [
  { id: "month", header: "Month", cell: ({ month }) => month, narrow: "title" },
  {
    id: "issued",
    header: "Given",
    align: "end",
    cell: ({ credits }) => (
      <>
        <Amount of={credits.issued} signed />
        {isSome(credits.awaiting) && (
          <span className="block text-muted text-xs">come with the payment</span>
        )}
      </>
    ),
    narrow: "figure",
  },
  {
    id: "fees",
    header: "Fees in credits",
    align: "end",
    cell: ({ credits }) => <Amount of={credits.fees} />,
  },
  {
    id: "ended",
    header: "End if not used",
    align: "end",
    cell: ({ credits }) => <Amount of={credits.ended} />,
  },
  {
    id: "standing",
    header: "Stand at its end",
    align: "end",
    cell: ({ credits }) => (
      <>
        <span className="md:hidden">at its end </span>
        <Amount of={credits.standing} />
      </>
    ),
    narrow: "detail",
  },
  {
    id: "invoiced",
    header: "Invoiced",
    align: "end",
    cell: ({ invoiced, currency }) =>
      isSome(invoiced) ? <Money amount={invoiced} currency={currency} /> : <None />,
    narrow: "note",
  },
];

const WITHOUT_FEES = COLUMNS.filter(({ id }) => id !== "fees");

const hasFees = (rows: readonly Row[]) => rows.some(({ credits }) => isSome(credits.fees));

/** A year of credits of each unit, as columns and as a table: what is given, what ends, what is asked. */
export function CreditTimeline({ timeline }: { timeline: TimelineView }) {
  const units = [
    ...new Set(timeline.months.flatMap(({ credits }) => credits.map((of) => of.creditUnit))),
  ];
  if (units.length === 0) return <p className="text-muted text-sm">No credits are to come.</p>;
  return (
    <div className="grid grid-cols-1 gap-6">
      {units.map((unit) => (
        <UnitTimeline key={unit} unit={unit} timeline={timeline} />
      ))}
    </div>
  );
}

function UnitTimeline({ unit, timeline }: { unit: string; timeline: TimelineView }) {
  const rows = rowsOf(timeline, unit);
  return (
    <div className="grid grid-cols-1 gap-3">
      <StackedColumns
        title={`Timeline of ${unit}`}
        caption={findingOf(timeline, unit)}
        unit={unit}
        series={SERIES}
        points={rows.map(({ key, month, credits }) => ({
          key,
          label: month,
          values: { issued: credits.issued, ended: below(credits.ended) },
        }))}
      />
      <DataTable
        label={`Months of ${unit}`}
        columns={hasFees(rows) ? COLUMNS : WITHOUT_FEES}
        rows={rows}
        rowKey={({ key }) => key}
        empty={null}
        className="rounded-lg border"
      />
    </div>
  );
}

const rowsOf = ({ months, zone, currency }: TimelineView, unit: string): readonly Row[] =>
  months.map(({ startsAt, credits, invoiced }) => ({
    key: startsAt,
    month: monthWords(startsAt, zone),
    credits: credits.find(({ creditUnit }) => creditUnit === unit) ?? {
      ...{ creditUnit: unit, issued: "0", awaiting: "0", fees: "0", ended: "0", standing: "0" },
    },
    ...{ invoiced, currency },
  }));

/** The most that can stand, and when it first does. */
function findingOf({ months, zone }: TimelineView, unit: string): string {
  const stands = months.map(({ startsAt, credits }) => ({
    startsAt,
    amount: credits.find(({ creditUnit }) => creditUnit === unit)?.standing ?? "0",
  }));
  const most = stands.reduce((best, next) =>
    billionths(next.amount) > billionths(best.amount) ? next : best,
  );
  if (!isSome(most.amount)) return `No ${unit} stand at the end of any month.`;
  const when = monthWords(most.startsAt, zone);
  return `If none is used, at most ${formatCredits(most.amount)} ${unit} stand at a month's end, first in ${when}.`;
}

const billionths = (amount: string) => parseDecimal(amount) ?? 0n;

function Amount({ of, signed = false }: { of: string; signed?: boolean }) {
  return isSome(of) ? <Credits amount={of} unit={null} signed={signed} /> : <None />;
}

const None = () => <span className="text-muted">–</span>;

const isSome = (amount: string) => /[1-9]/.test(amount);

const below = (amount: string) => (isSome(amount) ? `-${amount}` : amount);
