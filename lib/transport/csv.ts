/** Lists that cannot grow long as files (DASHBOARD §2.1); those that can are exports. */
import type { Permission } from "@/lib/auth/permission";
import type { Context } from "@/lib/context";
import { type CsvColumn, csvText } from "@/lib/text/csv";
import { problemOf } from "./problem";
import { staffContext, staffRequestId } from "./staff-gate";

/** More than this is no list that people read. */
export const MOST_CSV_ROWS = 5_000;

export type RouteParams = {
  readonly params: Promise<Record<string, string | string[] | undefined>>;
};

type Found<Row> = {
  readonly rows: readonly Row[];
  /** There are more than these. */
  readonly isPartial: boolean;
};

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
  ) => Promise<Found<Row>>;
}) {
  return async (request: Request, { params }: RouteParams): Promise<Response> => {
    const requestId = await staffRequestId();
    try {
      const ctx = await staffContext(permission, requestId);
      const search = new URL(request.url).searchParams;
      const found = await rows(ctx, { search, params: await params });
      const day = ctx.at.toISOString().slice(0, 10);
      return csvFile(csvFileName(`${fileName}-${day}`, found), csvText(columns, found.rows));
    } catch (error) {
      return refusal(error, requestId);
    }
  };
}

/** Why there is no file, in words. */
export function refusal(error: unknown, requestId: string): Response {
  const { status, problem } = problemOf(error, requestId);
  return new Response(`${problem.message}\n`, { status });
}

/** A file that is not all there is says so by its name. */
export const csvFileName = (name: string, { rows, isPartial }: Found<unknown>): string =>
  `${name}${isPartial ? `-first-${rows.length}-rows` : ""}.csv`;

/** Text in pieces, or at once, as a file that is saved. */
export const csvFile = (name: string, text: string | ReadableStream<Uint8Array>): Response =>
  new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
