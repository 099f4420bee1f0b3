"use client";

import { Users } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button";
import type { CustomerView } from "@/lib/customer/schema";

const COLUMNS: readonly Column<CustomerView>[] = [
  {
    id: "name",
    header: "Customer",
    cell: ({ name }) => name,
    href: ({ id }) => `/subscriptions/new?customer=${id}`,
    narrow: "title",
  },
  {
    id: "external",
    header: "External id",
    cell: ({ externalId }) => <code className="font-mono text-muted text-xs">{externalId}</code>,
    narrow: "detail",
  },
  { id: "email", header: "Email", cell: ({ email }) => email },
];

/** The customers that a subscription can be started for; each leads to the form. */
export function CustomerChoice({
  rows,
  isSearch,
}: {
  rows: readonly CustomerView[];
  isSearch: boolean;
}) {
  return (
    <DataTable
      label="Customers"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isSearch ? (
          <NoMatch noun="customer" href="/subscriptions/new" />
        ) : (
          <Empty
            title="No customers yet"
            icon={<Users />}
            action={<ButtonLink href="/customers">Customers</ButtonLink>}
          >
            A subscription belongs to a customer: add one first.
          </Empty>
        )
      }
    />
  );
}
