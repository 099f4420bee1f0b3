"use client";

import { FileDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo } from "react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { ExportView } from "@/lib/export/schema";
import { ExportDeeds } from "./export-deeds";

const LOOKED_AT_EVERY_MS = 1_500;

export function ExportTable({
  rows,
  marked,
  zone,
}: {
  rows: readonly ExportView[];
  /** The one that was just asked for. */
  marked: string | null;
  zone: string;
}) {
  const router = useRouter();
  const isUnderWay = rows.some(({ state }) => state === "PENDING" || state === "WRITING");
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => router.refresh(), LOOKED_AT_EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, router]);
  const columns = useMemo(() => columnsIn(zone), [zone]);
  return (
    <DataTable
      label="Exports"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      isMarked={({ id }) => id === marked}
      empty={
        <Empty title="No exports" icon={<FileDown />}>
          The CSV of a list with more than 5,000 rows is written here, and waits for you.
        </Empty>
      }
    />
  );
}

const columnsIn = (zone: string): readonly Column<ExportView>[] => [
  {
    id: "list",
    header: "List",
    cell: ({ name, filters }) => (
      <>
        {name}
        {filters.map(({ label, value }) => (
          <span key={label} className="block max-w-64 truncate text-muted text-xs" title={value}>
            {label}: {value}
          </span>
        ))}
      </>
    ),
    href: ({ source }) => source,
    narrow: "title",
  },
  {
    id: "state",
    header: "Status",
    cell: ({ state, failure }) => (
      <>
        <Status value={state} />
        {failure && <span className="block whitespace-normal text-muted text-xs">{failure}</span>}
      </>
    ),
    narrow: "detail",
  },
  {
    id: "rows",
    header: "Rows",
    align: "end",
    cell: ({ rows }) => (
      <>
        <Credits amount={String(rows)} unit={null} />
        {/* Its header is not there on a phone. */}
        <span className="md:hidden"> {rows === 1 ? "row" : "rows"}</span>
      </>
    ),
    narrow: "note",
  },
  {
    id: "totals",
    header: "Control totals",
    align: "end",
    cell: ({ totals }) =>
      totals.map(({ column, unit, sum }) => (
        <span key={`${column} ${unit}`} className="block text-xs">
          <span className="text-muted">{column}</span> <Credits amount={sum} unit={unit} />
        </span>
      )),
  },
  {
    id: "asked",
    header: "Asked for",
    cell: ({ askedAt, askedBy }) => (
      <>
        <Instant at={askedAt} show="exact" zone={zone} />
        <span className="block text-muted text-xs">{askedBy}</span>
      </>
    ),
  },
  {
    id: "expires",
    header: "Kept until",
    cell: ({ expiresAt }) => <Instant at={expiresAt} show="exact" zone={zone} />,
  },
  { id: "deed", header: "", cell: (row) => <ExportDeeds of={row} />, narrow: "figure" },
];
