"use client";

import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { type Column, narrowPlace } from "./column";
import { HeaderCell } from "./header-cell";
import { RowCursor } from "./row-cursor";

/**
 * Rows as the server filtered, sorted and paged them; the table only lays them out. Columns stand at module scope of a client component:
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
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row, place) => (
            <Fragment key={rowKey(row)}>
              <SectionHead
                section={sectionOf?.(row)}
                above={place > 0 ? sectionOf?.(rows[place - 1] as Row) : undefined}
                columns={columns.length}
              />
              <tr
                data-row
                className={classNames(
                  "group bg-surface hover:bg-sunken has-[[data-row-link]:focus-visible]:bg-accent-soft max-md:relative max-md:grid max-md:grid-cols-[minmax(0,1fr)_fit-content(45%)] max-md:gap-x-4 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:last:border-b-0",
                  isMarked?.(row) && "bg-accent-soft",
                )}
              >
                {columns.map((column) => (
                  <td
                    key={column.id}
                    className={classNames(
                      "h-10 border-b px-2.5 py-1.5 align-middle group-last:border-b-0 first:pl-4 last:pr-4 md:first:sticky md:first:min-w-44 md:first:left-0 md:first:bg-inherit max-md:h-auto max-md:min-w-0 max-md:border-b-0 max-md:p-0! max-md:[&_time]:whitespace-normal",
                      column.align && "numerals md:text-right",
                      narrowPlace(column),
                    )}
                  >
                    <RowCell column={column} row={row} />
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
      <tr className="max-md:grid max-md:grid-cols-[minmax(0,1fr)_fit-content(45%)] max-md:gap-x-4 max-md:border-t max-md:px-4 max-md:py-2.5">
        {columns.map((column) => (
          <td
            key={column.id}
            className={classNames(
              "sticky bottom-0 border-t bg-surface px-2.5 py-2 font-semibold first:pl-4 last:pr-4 md:first:left-0 md:first:z-10 max-md:static max-md:border-t-0 max-md:p-0!",
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
