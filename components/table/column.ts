import type { ReactNode } from "react";

/**
 * A column of a `DataTable`. Below 768 px a row has two lines, or a third of what goes
 * `further`: `narrow` says where the column stands in it; without it, it is left out there.
 */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the cell the row's link; the first column should have one. */
  readonly href?: (row: Row) => string;
  /** Numerals go right. */
  readonly align?: "end";
  /** The key of `sort=` in the URL, where the server sorts by this column. */
  readonly sort?: string;
  readonly narrow?: "title" | "figure" | "detail" | "note" | "further";
  /** Stands under the column, in the totals row. */
  readonly total?: ReactNode;
  /** A CSS width, for columns that must not breathe. */
  readonly width?: string;
};

/** Where each place of a row lies in its grid. */
const NARROW_PLACES = {
  title: "max-md:col-start-1 max-md:row-start-1 max-md:font-medium",
  figure: "max-md:col-start-2 max-md:row-start-1 max-md:text-right",
  detail: "max-md:col-start-1 max-md:row-start-2 max-md:text-muted max-md:text-xs",
  note: "max-md:col-start-2 max-md:row-span-2 max-md:row-start-2 max-md:text-right max-md:text-muted max-md:text-xs",
  further: "max-md:col-start-1 max-md:row-start-3 max-md:text-muted max-md:text-xs",
} as const;

export const narrowPlace = <Row>({ narrow }: Column<Row>) =>
  narrow ? NARROW_PLACES[narrow] : "max-md:hidden";
