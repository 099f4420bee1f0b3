"use client";

import { ShoppingCart } from "lucide-react";
import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { PackSaleRow } from "@/lib/report/schema/pack-sales";

const COLUMNS: readonly Column<PackSaleRow>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customer }) => customer.name,
    href: ({ customer }) => `/customers/${customer.id}`,
    narrow: "title",
  },
  {
    id: "sold",
    header: "Sold",
    cell: ({ soldAt }) => <Instant at={soldAt} />,
    narrow: "detail",
  },
  { id: "quantity", header: "Pieces", align: "end", cell: ({ quantity }) => quantity },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits }) => <Credits amount={credits} unit={null} />,
  },
  {
    id: "price",
    header: "Price, net",
    align: "end",
    cell: ({ price, currency }) => <Money amount={price} currency={currency} />,
    narrow: "figure",
  },
  {
    id: "invoice",
    header: "Invoice",
    cell: ({ invoice }) => invoice.number ?? "–",
    href: ({ invoice }) => `/invoices/${invoice.id}`,
  },
  {
    id: "status",
    header: "Status",
    cell: ({ invoice }) => <Status value={invoice.status} />,
    narrow: "note",
  },
];

/** The sales of a pack. */
export function SaleTable({
  rows,
  isEmpty,
  packId,
}: {
  rows: readonly PackSaleRow[];
  isEmpty: boolean;
  packId: string;
}) {
  return (
    <DataTable
      label="Buyers"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ transactionId }) => transactionId}
      empty={
        isEmpty ? (
          <Empty title="Nobody bought it yet" icon={<ShoppingCart />}>
            Each sale stands here, with its customer and its invoice.
          </Empty>
        ) : (
          <NoMatch noun="sale" href={`/packs/${packId}/buyers`} />
        )
      }
    />
  );
}
