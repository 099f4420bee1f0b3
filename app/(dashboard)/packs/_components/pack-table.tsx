"use client";

import { Package } from "lucide-react";
import { useMemo } from "react";
import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { useHref } from "@/components/table/use-href";
import type { PackView } from "@/lib/catalog/schema/pack";

const COLUMNS: readonly Column<PackView>[] = [
  { id: "name", header: "Pack", cell: ({ name }) => name, narrow: "title" },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits, creditUnit }) => (
      <Credits amount={credits} unit={creditUnit === "credits" ? null : creditUnit} />
    ),
    narrow: "figure",
  },
  {
    id: "price",
    header: "Price",
    align: "end",
    cell: ({ price, currency }) => <Money amount={price} currency={currency} />,
    narrow: "note",
  },
  {
    id: "unit",
    header: "Per credit",
    align: "end",
    cell: ({ unitPrice, currency }) => <Money amount={unitPrice} currency={currency} />,
  },
  {
    id: "expiry",
    header: "Credits last",
    align: "end",
    cell: ({ expiresAfterDays }) =>
      expiresAfterDays === null ? (
        <span className="text-muted">for good</span>
      ) : (
        `${expiresAfterDays} ${expiresAfterDays === 1 ? "day" : "days"}`
      ),
    narrow: "detail",
  },
  { id: "status", header: "Status", cell: ({ status }) => <Status value={status} /> },
];

export function PackTable({
  rows,
  isFirstRun,
  mayWrite,
}: {
  rows: readonly PackView[];
  isFirstRun: boolean;
  mayWrite: boolean;
}) {
  const { href } = useHref();
  const columns = useMemo(
    () =>
      COLUMNS.map((column) =>
        column.id === "name" && mayWrite
          ? { ...column, href: ({ id }: PackView) => href({ row: id }) }
          : column,
      ),
    [href, mayWrite],
  );
  return (
    <DataTable
      label="Credit packs"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty
            title="No packs yet"
            icon={<Package />}
            action={mayWrite && <NewLink href="/packs?row=new">New pack</NewLink>}
          >
            A pack is an amount of credits for a price, such as 1,000 for $29. It is offered where
            credits run out, and sold from a customer's wallet.
          </Empty>
        ) : (
          <NoMatch noun="pack" href="/packs" />
        )
      }
    />
  );
}
