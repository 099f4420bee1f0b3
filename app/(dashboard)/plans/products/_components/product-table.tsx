"use client";

import { Layers } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { ProductRow } from "@/lib/catalog/schema/product";

const COLUMNS: readonly Column<ProductRow>[] = [
  {
    id: "name",
    header: "Product",
    cell: ({ name }) => name,
    href: ({ id }) => `/plans/products/${id}`,
    narrow: "title",
  },
  {
    id: "key",
    header: "Key",
    cell: ({ key }) => <code className="font-mono text-muted text-xs">{key}</code>,
  },
  {
    id: "subscriptions",
    header: "A customer has",
    cell: ({ isSingleActive }) => (isSingleActive ? "one subscription" : "several subscriptions"),
    narrow: "note",
  },
  { id: "plans", header: "Plans", align: "end", cell: ({ plans }) => plans, narrow: "figure" },
  { id: "addOns", header: "Add-ons", align: "end", cell: ({ addOns }) => addOns },
  {
    id: "subscribers",
    header: "Subscribers",
    align: "end",
    cell: ({ subscribers }) => subscribers || <span className="text-muted">–</span>,
  },
  { id: "status", header: "Status", cell: ({ status }) => <Status value={status} /> },
];

export function ProductTable({
  rows,
  isFirstRun,
}: {
  rows: readonly ProductRow[];
  isFirstRun: boolean;
}) {
  return (
    <DataTable
      label="Products"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty title="No products yet" icon={<Layers />}>
            Plans that name no product make one of their own. Make another where a customer may have
            subscriptions side by side.
          </Empty>
        ) : (
          <NoMatch noun="product" href="/plans/products" />
        )
      }
    />
  );
}
