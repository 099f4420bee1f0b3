import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { Context } from "@/lib/context";
import { ApiKeyId, RequestLogId } from "@/lib/ids";
import { type RequestQuery, StatusFilter } from "@/lib/request-log/schema";

const PAGE_SIZE = 50;
const AN_HOUR_MS = 3_600_000;
const HOURS = { "1h": 1, "24h": 24, "7d": 168 } as const;

export const loadLogParams = createLoader({
  /** A path, if it begins with a slash; else a request id. */
  q: parseAsString.withDefault(""),
  status: parseAsString,
  key: parseAsString,
  within: parseAsStringLiteral(["1h", "24h", "7d"]),
  after: parseAsString,
  /** The call in the sheet. */
  row: parseAsString,
});
export type LogParams = Awaited<ReturnType<typeof loadLogParams>>;

/** What cannot be read narrows nothing: a link may be old. */
export function logQuery(ctx: Context, params: LogParams): RequestQuery {
  const { within } = params;
  const text = params.q.trim().slice(0, 200);
  const isPath = text.startsWith("/");
  return {
    status: StatusFilter.safeParse(params.status).data,
    apiKeyId: ApiKeyId.safeParse(params.key).data,
    ...(text !== "" && (isPath ? { path: text.replace(/^\/v1(?=\/)/, "") } : { requestId: text })),
    ...(within && { from: new Date(ctx.at.getTime() - HOURS[within] * AN_HOUR_MS) }),
    after: RequestLogId.safeParse(params.after).data,
    limit: PAGE_SIZE,
  };
}

export const rowOf = ({ row }: LogParams): RequestLogId | undefined =>
  RequestLogId.safeParse(row).data;

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status, key, within, after }: LogParams): boolean =>
  q !== "" || status !== null || key !== null || within !== null || after !== null;

export const FILTERS = [
  {
    key: "status",
    label: "Status",
    options: [
      { value: "2xx", label: "2xx: done" },
      { value: "4xx", label: "4xx: refused" },
      { value: "5xx", label: "5xx: failed" },
      { value: "400", label: "400: not valid" },
      { value: "401", label: "401: key not valid" },
      { value: "402", label: "402: not enough credits" },
      { value: "403", label: "403: scope missing" },
      { value: "404", label: "404: not found" },
      { value: "409", label: "409: conflict" },
      { value: "429", label: "429: too many" },
    ],
  },
  {
    key: "within",
    label: "Time",
    options: [
      { value: "1h", label: "Last hour" },
      { value: "24h", label: "Last 24 hours" },
      { value: "7d", label: "Last 7 days" },
    ],
  },
];
