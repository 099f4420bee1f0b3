"use client";

import { CircleCheck } from "lucide-react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button";
import type { LowBalance } from "@/lib/report/schema/overview";
import { isSome } from "@/lib/report/schema/standing";
import { DaysLeft } from "../customers/_components/days-left";

const COLUMNS: readonly Column<LowBalance>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customer }) => customer.name,
    href: ({ customer }) => `/customers/${customer.id}`,
    narrow: "title",
  },
  {
    id: "available",
    header: "Available",
    align: "end",
    cell: ({ available, overage }) =>
      isSome(overage) ? (
        <span className="whitespace-nowrap text-danger">
          <Credits amount={overage} unit={null} /> over
        </span>
      ) : (
        <Credits amount={available} unit={null} className="font-medium" />
      ),
    narrow: "figure",
  },
  {
    id: "burn",
    header: "Burn a day",
    align: "end",
    cell: ({ burnPerDay }) => <Credits amount={burnPerDay} unit={null} compact />,
  },
  {
    id: "lasts",
    header: "Lasts",
    align: "end",
    cell: ({ daysLeft }) => <DaysLeft days={daysLeft} />,
    narrow: "note",
  },
];

const ACTION: Column<LowBalance> = {
  id: "top-up",
  header: "Action",
  align: "end",
  cell: ({ customer }) => (
    <ButtonLink
      size="sm"
      href={`/customers/${customer.id}?do=top-up`}
      aria-label={`Top up ${customer.name}`}
    >
      Top up
    </ButtonLink>
  ),
};

export function LowBalanceTable({
  rows,
  mayTopUp,
}: {
  rows: readonly LowBalance[];
  mayTopUp: boolean;
}) {
  return (
    <DataTable
      label="Low balance"
      columns={mayTopUp ? [...COLUMNS, ACTION] : COLUMNS}
      rows={rows}
      rowKey={({ customer }) => customer.id}
      empty={<Empty title="Nobody runs low" icon={<CircleCheck />} />}
    />
  );
}
