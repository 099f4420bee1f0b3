/** Makes a list exportable: small files and large ones are the same pieces, one after the other. */
import type * as z from "zod";
import type { Permission } from "@/lib/auth/permission";
import type { Context } from "@/lib/context";
import { parseDecimal } from "@/lib/money/decimal";
import { type CsvColumn, csvHeader, csvLines } from "@/lib/text/csv";
import { type Amount, sumByUnit, type Totals } from "../rules/totals";

/** What a list is read by, beside its filters. */
type Place = { readonly cursor: string | null; readonly limit: number };

/** `until` leaves out what was written later; null leaves out nothing. */
type Span = Place & { readonly until: Date | null };

export type Piece = {
  /** CSV, a line a row. */
  readonly lines: string;
  readonly rows: number;
  readonly totals: Totals;
  /** Null: the last one. */
  readonly nextCursor: string | null;
};

/** The unit or currency of a row's amount; null: a plain number; undefined: no amount to sum up. */
type UnitOf<Row> = (row: Row) => string | null | undefined;

type Declared<Row, Query> = {
  /** As people call it. */
  readonly name: string;
  /** Needed to ask for the file, to see it listed, and to download it. */
  readonly permission: Permission;
  /** Reads the query back from JSON. */
  readonly stored: z.ZodType<Query>;
  readonly columns: readonly CsvColumn<Row>[];
  /** The columns that are summed up, by header, with the unit of a row's amount. */
  readonly totals: Readonly<Record<string, UnitOf<Row>>>;
  /** When the row came to be, ISO. Null: it is computed, or the query says up to where. */
  readonly writtenAt: ((row: Row) => string) | null;
  /** A page by keyset: the read that the screen lists with. All at once where no order lasts. */
  readonly page: (
    ctx: Context,
    query: Query,
    place: Place,
  ) => Promise<{ readonly items: readonly Row[]; readonly nextCursor: string | null }>;
};

export function exportList<Row, Query>(declared: Declared<Row, Query>) {
  const { name, permission, stored, columns, totals, writtenAt, page } = declared;
  const parseQuery = (json: unknown): Query => stored.parse(json);
  return {
    ...{ name, permission, parseQuery },
    header: csvHeader(columns),
    /** @param json the query as `queryJson` keeps it. */
    async piece(ctx: Context, json: unknown, { until, ...place }: Span): Promise<Piece> {
      const { items, nextCursor } = await page(ctx, parseQuery(json), place);
      const rows =
        until && writtenAt ? items.filter((row) => new Date(writtenAt(row)) <= until) : items;
      const sums = columns.flatMap(([header, cell]) => {
        const unitOf = totals[header];
        return unitOf ? [[header, sumByUnit(rows.map(amountIn(cell, unitOf)))] as const] : [];
      });
      const lines = csvLines(columns, rows);
      return { lines, rows: rows.length, totals: Object.fromEntries(sums), nextCursor };
    },
  };
}

const amountIn =
  <Row>(cell: CsvColumn<Row>[1], unitOf: UnitOf<Row>) =>
  (row: Row): Amount => {
    const unit = unitOf(row);
    return {
      unit: unit ?? "",
      amount: unit === undefined ? undefined : parseDecimal(String(cell(row) ?? "")),
    };
  };
