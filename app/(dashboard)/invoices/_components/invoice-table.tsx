"use client";

import { ReceiptText } from "lucide-react";
import { Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button";
import type { InvoiceRow } from "@/lib/invoicing/schema";
import { invoiceName, shownStatus } from "./invoice-status";

type Row = InvoiceRow & { readonly at: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "number",
    header: "Invoice",
    cell: invoiceName,
    href: ({ id }) => `/invoices/${id}`,
    narrow: "title",
  },
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName }) => customerName,
    narrow: "detail",
  },
  {
    id: "for",
    header: "For",
    cell: ({ description, type }) => description ?? (type === "CREDIT" ? "Credits" : "Plan"),
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <Status value={shownStatus(row, row.at)} />,
    narrow: "note",
  },
  {
    id: "issued",
    header: "Issued",
    align: "end",
    cell: ({ issuedAt, zone }) => <Instant at={issuedAt} show="day" zone={zone} never="–" />,
  },
  {
    id: "due-on",
    header: "Due by",
    align: "end",
    cell: ({ dueAt, zone }) => <Instant at={dueAt} show="day" zone={zone} never="–" />,
  },
  {
    id: "total",
    header: "Total",
    align: "end",
    cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
    narrow: "figure",
  },
  {
    id: "due",
    header: "Still due",
    align: "end",
    cell: ({ due, currency }) =>
      /[1-9]/.test(due) ? (
        <Money amount={due} currency={currency} className="font-medium" />
      ) : (
        <span className="text-muted">–</span>
      ),
  },
];

const OF_ONE_CUSTOMER = COLUMNS.filter(({ id }) => id !== "customer");

export function InvoiceTable({
  rows,
  at,
  isFirstRun,
  isOfOneCustomer = false,
}: {
  rows: readonly InvoiceRow[];
  /** The instant of the page, which decides what is overdue. */
  at: string;
  isFirstRun: boolean;
  /** On a customer's own page its name is no news. */
  isOfOneCustomer?: boolean;
}) {
  return (
    <DataTable
      label="Invoices"
      columns={isOfOneCustomer ? OF_ONE_CUSTOMER : COLUMNS}
      rows={rows.map((row) => ({ ...row, at }))}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty
            title="No invoices yet"
            icon={<ReceiptText />}
            action={<ButtonLink href="/customers">Customers</ButtonLink>}
          >
            Starting a subscription or buying credits for a customer makes an invoice by itself.
          </Empty>
        ) : (
          <NoMatch noun="invoice" href="/invoices" />
        )
      }
    />
  );
}
