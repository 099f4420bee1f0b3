/** Lists of any length as files: a short one at once, a long one by a job, listed under /exports. */
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import type { Piece } from "@/lib/export/reads/export-list";
import { findExport, readPieces } from "@/lib/export/reads/exports";
import { LISTS, type ListName, type QueryOf } from "@/lib/export/reads/lists";
import { queryJson } from "@/lib/export/reads/stored-query";
import type { FilterWord } from "@/lib/export/schema";
import { askExport } from "@/lib/export/writes/ask-export";
import { takeExport } from "@/lib/export/writes/take-export";
import { ExportId, type ExportId as Id, idText } from "@/lib/ids";
import { BYTE_ORDER_MARK } from "@/lib/text/csv";
import { csvFile, MOST_CSV_ROWS, type RouteParams, refusal } from "./csv";
import { parseInput } from "./problem";
import { staffContext, staffRequestId } from "./staff-gate";

const AT_ONCE = 1_000;

/** What an address asks of a list. */
type Asked<Query> = {
  readonly query: Query;
  /** Where the list can be seen, if its own address shows no page. */
  readonly source?: string;
  /** In words; asked for only where they are kept. */
  readonly filters: () => Promise<readonly FilterWord[]>;
};

/**
 * Makes a route that answers with a list as a file, or leads to the export that will be it. It
 * stands below the list's own address: `/ledger/export` is `/ledger` as a file, and
 * `/consumption/export/breakdown` is one of several of `/consumption`.
 */
export function exportRoute<Name extends ListName>({
  list,
  fileName,
  asked,
}: {
  list: Name;
  fileName: string;
  asked: (
    ctx: Context,
    of: { search: URLSearchParams; params: Readonly<Record<string, unknown>> },
  ) => Promise<Asked<QueryOf<Name>>>;
}) {
  return async (request: Request, { params }: RouteParams): Promise<Response> => {
    const requestId = await staffRequestId();
    try {
      const ctx = await staffContext(LISTS[list].permission, requestId);
      const url = new URL(request.url);
      const {
        query,
        filters,
        source = sourceOf(url),
      } = await asked(ctx, {
        search: url.searchParams,
        params: await params,
      });
      const name = `${fileName}-${ctx.at.toISOString().slice(0, 10)}`;
      const short = await shortFile(ctx, list, query);
      if (short !== undefined) return csvFile(`${name}.csv`, marked(url, short));
      // Another site's link may not have files written here: whoever follows one sees the list.
      if (request.headers.get("sec-fetch-site") === "cross-site") return seeOther(source);
      const of = { list, query, source, filters: await filters(), fileName: name };
      return seeOther(`/exports?row=${(await askExport(ctx, of)).id}`);
    } catch (error) {
      return refusal(error, requestId);
    }
  };
}

/** Undefined: it has too many rows for that. */
async function shortFile(ctx: Context, list: ListName, query: object): Promise<string | undefined> {
  const stored: unknown = JSON.parse(queryJson(query));
  let [text, rows, cursor]: [string, number, string | null] = [LISTS[list].header, 0, null];
  do {
    const piece: Piece = await LISTS[list].piece(ctx, stored, {
      cursor,
      limit: AT_ONCE,
      until: null,
    });
    [text, rows, cursor] = [text + piece.lines, rows + piece.rows, piece.nextCursor];
    if (rows > MOST_CSV_ROWS || (rows === MOST_CSV_ROWS && cursor !== null)) return undefined;
  } while (cursor !== null);
  return text;
}

/** What tells where one is in a list, and not which list it is. */
const PLACE = new Set(["after", "before", "row", "reverse", "hold", "do", "bom"]);

/** Of several files of one page, each has a name of its own below `/export`. */
const LAST_PART = /\/export(\/[^/]+)?$/;

/** The list's own address. */
function sourceOf({ pathname, searchParams }: URL): string {
  const kept = [...searchParams].filter(([key]) => !PLACE.has(key)).toSorted();
  const query = new URLSearchParams(kept).toString();
  return pathname.replace(LAST_PART, "") + (query && `?${query}`);
}

/** `bom=1` asks for the mark by which spreadsheets know UTF-8. */
const marked = ({ searchParams }: URL, text: string) =>
  searchParams.has("bom") ? BYTE_ORDER_MARK + text : text;

const seeOther = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

/**
 * Who may do something with an export may read the list that it is of, now.
 *
 * @throws DomainError `unauthenticated`, `not_found`, or `forbidden`.
 */
export async function exportContext(id: Id, requestId?: string): Promise<Context> {
  const asking = await staffContext("report:read", requestId);
  const found = await findExport(asking, id);
  if (!found) throw notFound("export", idText("exp", id));
  return staffContext(LISTS[found.list].permission, asking.requestId);
}

/** The route by which an export is downloaded, a piece after the other. */
export async function downloadRoute(request: Request, { params }: RouteParams): Promise<Response> {
  const requestId = await staffRequestId();
  try {
    const id = parseInput(ExportId, (await params).exportId);
    const taken = await takeExport(await exportContext(id, requestId), id);
    return csvFile(`${taken.fileName}.csv`, streamOf(marked(new URL(request.url), ""), taken));
  } catch (error) {
    return refusal(error, requestId);
  }
}

function streamOf(
  mark: string,
  taken: Parameters<typeof readPieces>[0],
): ReadableStream<Uint8Array> {
  const [encoder, pieces] = [new TextEncoder(), readPieces(taken)];
  return new ReadableStream({
    start: (out) => out.enqueue(encoder.encode(mark)),
    async pull(out) {
      const { value, done } = await pieces.next();
      if (done) out.close();
      else out.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
