"use client";

import { useMemo } from "react";
import { Money } from "@/components/domain/amounts";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { useHref } from "@/components/table/use-href";
import { Badge } from "@/components/ui/badge";
import type { CreditUnitView } from "@/lib/catalog/schema/credit-unit";

const COLUMNS: readonly Column<CreditUnitView>[] = [
  { id: "name", header: "Unit", cell: ({ plural }) => plural, narrow: "title" },
  {
    id: "code",
    header: "Code",
    cell: ({ code, isDefault }) => (
      <span className="inline-flex items-center gap-2">
        <code className="font-mono text-muted text-xs">{code}</code>
        {isDefault && <Badge>default</Badge>}
      </span>
    ),
    narrow: "note",
  },
  {
    id: "precision",
    header: "Decimals shown",
    align: "end",
    cell: ({ precision }) => precision,
    narrow: "detail",
  },
  {
    id: "rate",
    header: "One is worth",
    align: "end",
    cell: ({ conversionRate, currency }) =>
      conversionRate === null ? (
        <span className="text-muted">not said</span>
      ) : (
        <Money amount={conversionRate} currency={currency} />
      ),
    narrow: "figure",
  },
];

export function UnitTable({
  units,
  mayWrite,
}: {
  units: readonly CreditUnitView[];
  mayWrite: boolean;
}) {
  const { href } = useHref();
  const columns = useMemo(
    () =>
      COLUMNS.map((column) =>
        column.id === "name" && mayWrite
          ? { ...column, href: ({ code }: CreditUnitView) => href({ row: code }) }
          : column,
      ),
    [href, mayWrite],
  );
  return (
    <DataTable
      label="Credit units"
      columns={columns}
      rows={units}
      rowKey={({ code }) => code}
      empty={null}
    />
  );
}
