/** Lists as files (DASHBOARD §2.1): RFC 4180, UTF-8, and nothing in them that a spreadsheet would run. */
import { stringify } from "csv-stringify/sync";
import type { Permission } from "@/lib/auth/permission";
import type { Context } from "@/lib/context";
import { problemOf } from "./problem";
import { staffContext, staffRequestId } from "./staff-gate";

/** More than this is no list that people read. */
export const MOST_CSV_ROWS = 5_000;
const PAGE = 500;

export type CsvColumn<Row> = readonly [
  header: string,
  cell: (row: Row) => string | number | boolean | null,
];

type RouteParams = { readonly params: Promise<Record<string, string | string[] | undefined>> };

/**
 * Makes a route that answers with a list as a file:
 * `export const GET = csvRoute({ permission, fileName: "customers", columns, rows })`.
 */
export function csvRoute<Row>({
  permission,
  fileName,
  columns,
  rows,
}: {
  permission: Permission;
  fileName: string;
  columns: readonly CsvColumn<Row>[];
  rows: (
    ctx: Context,
    asked: { search: URLSearchParams; params: Readonly<Record<string, unknown>> },
  ) => Promise<readonly Row[]>;
}) {
  return async (request: Request, { params }: RouteParams): Promise<Response> => {
    const requestId = await staffRequestId();
    try {
      const ctx = await staffContext(permission, requestId);
      const search = new URL(request.url).searchParams;
      const found = await rows(ctx, { search, params: await params });
      return csvFile(`${fileName}-${ctx.at.toISOString().slice(0, 10)}.csv`, columns, found);
    } catch (error) {
      const { status, problem } = problemOf(error, requestId);
      return new Response(`${problem.message}\n`, { status });
    }
  };
}

function csvFile<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
): Response {
  return new Response(csvText(columns, rows), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

/** The header and a line a row, as RFC 4180 has it. */
export const csvText = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  stringify(
    [
      columns.map(([header]) => header),
      ...rows.map((row) => columns.map(([, cell]) => guarded(cell(row)))),
    ],
    // A lone line feed is no delimiter here, but must be quoted all the same.
    { record_delimiter: "windows", quoted_match: /[\r\n]/ },
  );

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell that begins like a formula is text to be read: an apostrophe keeps it so. Numbers stay. */
function guarded(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Every page of a list by cursor, up to what a file takes. */
export async function collectPages<Row>(
  list: (page: { cursor: string | null; limit: number }) => Promise<{
    readonly items: readonly Row[];
    readonly nextCursor: string | null;
  }>,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  let cursor: string | null = null;
  do {
    const page = await list({ cursor, limit: PAGE });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < MOST_CSV_ROWS);
  return all.slice(0, MOST_CSV_ROWS);
}
