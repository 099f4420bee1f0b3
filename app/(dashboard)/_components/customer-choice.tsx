"use client";

import { Users } from "lucide-react";
import { useMemo } from "react";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button";
import type { CustomerView } from "@/lib/customer/schema";

type Leads = readonly [before: string, after: string];

const columns = ([before, after]: Leads): readonly Column<CustomerView>[] => [
  {
    id: "name",
    header: "Customer",
    cell: ({ name }) => name,
    href: ({ id }) => `${before}${id}${after}`,
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

/** Customers to choose one of; each leads on with its id between the two parts of an address. */
export function CustomerChoice({
  rows,
  isSearch,
  leads,
  listHref,
  empty,
}: {
  rows: readonly CustomerView[];
  isSearch: boolean;
  leads: Leads;
  /** The choice without a search. */
  listHref: string;
  /** What there is to know where nobody is there yet. */
  empty: string;
}) {
  const [before, after] = leads;
  const chosen = useMemo(() => columns([before, after]), [before, after]);
  return (
    <DataTable
      label="Customers"
      columns={chosen}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isSearch ? (
          <NoMatch noun="customer" href={listHref} />
        ) : (
          <Empty
            title="No customers yet"
            icon={<Users />}
            action={<ButtonLink href="/customers">Customers</ButtonLink>}
          >
            {empty}
          </Empty>
        )
      }
    />
  );
}
