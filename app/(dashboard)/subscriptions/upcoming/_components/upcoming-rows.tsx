"use client";

import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { UpcomingRowView } from "@/lib/subscription/schema/upcoming";
import { CreditsOf, MoneyOf } from "./amount-lists";
import { dayWords } from "./day-words";
import { kindWords } from "./kind-words";

type Row = UpcomingRowView & { readonly zone: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName }) => customerName,
    href: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    narrow: "title",
  },
  { id: "plan", header: "Plan", cell: ({ planName }) => planName, narrow: "detail" },
  { id: "kind", header: "What", cell: ({ kind }) => kindWords(kind).does },
  {
    id: "at",
    header: "At",
    cell: ({ at, zone }) => <Instant at={at} show="exact" zone={zone} />,
  },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits }) => <CreditsOf credits={credits} />,
    narrow: "figure",
  },
  {
    id: "invoiced",
    header: "Invoice",
    align: "end",
    cell: ({ invoiced }) => <MoneyOf invoiced={invoiced ? [invoiced] : []} />,
    narrow: "note",
  },
];

/** What falls due, under the day that it falls on. */
export function UpcomingRows({ rows, zone }: { rows: readonly UpcomingRowView[]; zone: string }) {
  return (
    <DataTable
      label="What falls due"
      columns={COLUMNS}
      rows={rows.map((row) => ({ ...row, zone }))}
      rowKey={({ subscriptionId, at, kind }) => `${subscriptionId} ${at} ${kind}`}
      sectionOf={({ day }) => ({ key: day, content: dayWords(day) })}
      empty={null}
    />
  );
}
