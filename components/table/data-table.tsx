"use client";

import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { Fragment, type ReactNode, useMemo } from "react";
import { classNames } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { type Column, narrowPlace } from "./column";
import { HeaderCell } from "./header-cell";
import { RowCursor } from "./row-cursor";

// The server filters, sorts and pages; the table only lays out what it is given.
const features = tableFeatures({});

/**
 * Rows as the server sorted them. Columns stand at module scope of a client component:
 * `<DataTable label="Customers" columns={COLUMNS} rows={rows} rowKey={(row) => row.id} empty={<Empty …/>} />`.
 * `j`, `k` and Enter walk the row links; it scrolls in its own region under a sticky header.
 */
export function DataTable<Row extends object>({
  label,
  columns,
  rows,
  rowKey,
  empty,
  isMarked,
  sectionOf,
  className,
}: {
  /** The table's accessible name. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty: ReactNode;
  /** Lights a row up, as one that was just written. */
  isMarked?: (row: Row) => boolean;
  /** A heading over the rows that share it, such as a day; rows of one stand together. */
  sectionOf?: (row: Row) => Section;
  className?: string;
}) {
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      columns.map((column) =>
        helper.display({
          id: column.id,
          header: () => <HeaderCell column={column} />,
          cell: ({ row }) => <RowCell column={column} row={row.original} />,
        }),
      ),
    );
  }, [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowKey });
  const columnOf = new Map(columns.map((column) => [column.id, column]));
  const look = (id: string) => {
    const column = columnOf.get(id);
    return column && classNames(column.align && "numerals md:text-right", narrowPlace(column));
  };

  if (rows.length === 0) return <>{empty}</>;
  return (
    <ScrollRegion
      aria-label={label}
      data-rows
      className={classNames("relative md:max-h-[calc(100dvh-8rem)] md:overflow-auto", className)}
    >
      <RowCursor />
      <table className="w-full border-separate border-spacing-0 text-sm max-md:block">
        <thead className="max-md:sr-only">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <table.FlexRender key={header.id} header={header} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="max-md:block">
          {table.getRowModel().rows.map((row, place) => (
            <Fragment key={row.id}>
              <SectionHead
                section={sectionOf?.(row.original)}
                above={place > 0 ? sectionOf?.(rows[place - 1] as Row) : undefined}
                columns={columns.length}
              />
              <tr
                data-row
                className={classNames(
                  "group bg-surface hover:bg-sunken has-[[data-row-link]:focus-visible]:bg-accent-soft max-md:relative max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:last:border-b-0",
                  isMarked?.(row.original) && "bg-accent-soft",
                )}
              >
                {row.getAllCells().map((cell) => (
                  <td
                    key={cell.id}
                    className={classNames(
                      "h-10 border-b px-3 py-1.5 align-middle group-last:border-b-0 first:pl-4 last:pr-4 md:first:sticky md:first:min-w-44 md:first:left-0 md:first:bg-inherit max-md:h-auto max-md:min-w-0 max-md:border-b-0 max-md:p-0!",
                      look(cell.column.id),
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
        <Totals columns={columns} />
      </table>
    </ScrollRegion>
  );
}

export type Section = { readonly key: string; readonly content: ReactNode };

function SectionHead({
  section,
  above,
  columns,
}: {
  section: Section | undefined;
  above: Section | undefined;
  columns: number;
}) {
  if (section === undefined || section.key === above?.key) return null;
  return (
    <tr className="max-md:block">
      <th
        scope="rowgroup"
        colSpan={columns}
        className="border-b bg-sunken px-4 py-1.5 text-left font-medium text-xs max-md:block"
      >
        {/* In sight also where the table is scrolled sideways. */}
        <div className="md:sticky md:left-4 md:max-w-[min(100%,calc(100vw-22rem))]">
          {section.content}
        </div>
      </th>
    </tr>
  );
}

function RowCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (!column.href) return column.cell(row);
  return (
    <Link
      href={column.href(row)}
      prefetch={false}
      data-row-link
      className="inline-block font-medium text-ink underline-offset-2 hover:underline max-md:after:absolute max-md:after:inset-0"
    >
      {column.cell(row)}
    </Link>
  );
}

function Totals<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  if (!columns.some(({ total }) => total !== undefined)) return null;
  return (
    <tfoot className="max-md:block">
      <tr className="max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:border-t max-md:px-4 max-md:py-2.5">
        {columns.map((column) => (
          <td
            key={column.id}
            className={classNames(
              "sticky bottom-0 border-t bg-surface px-3 py-2 font-semibold first:pl-4 last:pr-4 md:first:left-0 md:first:z-10 max-md:static max-md:border-t-0 max-md:p-0!",
              column.align && "numerals text-right",
              narrowPlace(column),
            )}
          >
            {column.total}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
