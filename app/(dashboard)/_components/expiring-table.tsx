"use client";

import { CalendarCheck } from "lucide-react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { ExpiringGrant } from "@/lib/report/schema/overview";

type Row = ExpiringGrant & { readonly zone: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customer }) => customer.name,
    href: ({ customer }) => `/customers/${customer.id}/wallets`,
    narrow: "title",
  },
  { id: "grant", header: "Grant", cell: ({ name }) => name, narrow: "detail" },
  {
    id: "amount",
    header: "Unspent",
    align: "end",
    cell: ({ amount }) => <Credits amount={amount} unit={null} className="font-medium" />,
    narrow: "figure",
  },
  {
    id: "expires",
    header: "Expires",
    cell: ({ expiresAt, zone }) => <Instant at={expiresAt} show="day" zone={zone} />,
    narrow: "note",
  },
];

export function ExpiringTable({ rows, zone }: { rows: readonly ExpiringGrant[]; zone: string }) {
  return (
    <DataTable
      label="Expiring"
      columns={COLUMNS}
      rows={rows.map((row) => ({ ...row, zone }))}
      rowKey={({ grantId }) => grantId}
      empty={<Empty title="Nothing expires soon" icon={<CalendarCheck />} />}
    />
  );
}
