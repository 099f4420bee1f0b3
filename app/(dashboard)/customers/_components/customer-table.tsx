"use client";

import { Users } from "lucide-react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { CustomerFiguresRow } from "@/lib/report/schema/customers";
import { isSome, standingOf } from "@/lib/report/schema/standing";
import { DaysLeft } from "./days-left";
import { SelectBox } from "./selection";

const COLUMNS: readonly Column<CustomerFiguresRow>[] = [
  {
    id: "name",
    header: "Customer",
    cell: ({ customer }) => customer.name,
    href: ({ customer }) => `/customers/${customer.id}`,
    narrow: "title",
  },
  {
    id: "externalId",
    header: "External id",
    cell: ({ customer }) => (
      <code
        title={customer.externalId}
        className="block max-w-44 truncate font-mono text-muted text-xs"
      >
        {customer.externalId}
      </code>
    ),
    narrow: "detail",
  },
  { id: "plan", header: "Plan", cell: ({ figures }) => figures.plan?.name ?? <None /> },
  {
    id: "available",
    header: "Available",
    align: "end",
    cell: ({ figures }) => (
      <Credits amount={figures.available} unit={null} className="font-medium" />
    ),
    narrow: "figure",
  },
  {
    id: "held",
    header: "Held",
    align: "end",
    cell: ({ figures }) =>
      isSome(figures.held) ? <Credits amount={figures.held} unit={null} /> : <None />,
  },
  {
    id: "burn",
    header: "Burn a day",
    align: "end",
    cell: ({ figures }) =>
      isSome(figures.burnPerDay) ? (
        <Credits amount={figures.burnPerDay} unit={null} compact />
      ) : (
        <None />
      ),
  },
  {
    id: "daysLeft",
    header: "Lasts",
    align: "end",
    cell: ({ figures }) => <DaysLeft days={figures.daysLeft} />,
  },
  {
    id: "nextExpiry",
    header: "Next expiry",
    align: "end",
    cell: ({ figures: { nextExpiry }, customer }) =>
      nextExpiry ? (
        <>
          <Credits amount={nextExpiry.amount} unit={null} />
          <span className="block text-muted text-xs">
            <Instant at={nextExpiry.at} show="day" zone={customer.timezone} />
          </span>
        </>
      ) : (
        <None />
      ),
  },
  {
    id: "unpaid",
    header: "Unpaid",
    align: "end",
    cell: ({ figures }) => figures.unpaidInvoices || <None />,
  },
  {
    id: "lastEvent",
    header: "Last event",
    cell: ({ figures }) => <Instant at={figures.lastEventAt} never="none" />,
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <Status value={standingOf(row)} />,
    narrow: "note",
  },
];

/** Only for who may put them on a plan. */
const SELECT: Column<CustomerFiguresRow> = {
  id: "select",
  header: "Choose",
  align: "end",
  cell: ({ customer }) =>
    customer.status === "ARCHIVED" ? null : (
      <SelectBox externalId={customer.externalId} name={customer.name} />
    ),
};
const SELECTABLE = [...COLUMNS, SELECT];

const None = () => <span className="text-muted">–</span>;

export function CustomerTable({
  rows,
  isFirstRun,
  mayWrite,
  maySubscribe,
}: {
  rows: readonly CustomerFiguresRow[];
  isFirstRun: boolean;
  mayWrite: boolean;
  maySubscribe: boolean;
}) {
  return (
    <DataTable
      label="Customers"
      columns={maySubscribe ? SELECTABLE : COLUMNS}
      rows={rows}
      rowKey={({ customer }) => customer.id}
      empty={
        isFirstRun ? (
          <Empty
            title="No customers yet"
            icon={<Users />}
            action={mayWrite && <NewLink href="/customers/new">New customer</NewLink>}
          >
            A customer holds wallets of credits. Give it the id that your own system uses, and its
            events find their way to it.
          </Empty>
        ) : (
          <NoMatch noun="customer" href="/customers" />
        )
      }
    />
  );
}
