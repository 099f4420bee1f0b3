/** Lists as text (DASHBOARD §2.1): RFC 4180, and nothing in them that a spreadsheet would run. */
import { stringify } from "csv-stringify/sync";

export type CsvColumn<Row> = readonly [
  header: string,
  cell: (row: Row) => string | number | boolean | null,
];

/** Before a file's first letter it tells spreadsheets that the file is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/** The header and a line a row. */
export const csvText = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  csvHeader(columns) + csvLines(columns, rows);

export const csvHeader = <Row>(columns: readonly CsvColumn<Row>[]): string =>
  lines([columns.map(([header]) => header)]);

export const csvLines = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  lines(rows.map((row) => columns.map(([, cell]) => guarded(cell(row)))));

// A lone line feed is no delimiter here, but must be quoted all the same.
const lines = (cells: readonly (readonly string[])[]): string =>
  stringify([...cells], { record_delimiter: "windows", quoted_match: /[\r\n]/ });

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell that begins like a formula is text to be read: an apostrophe keeps it so. Numbers stay. */
function guarded(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
