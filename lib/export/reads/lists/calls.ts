import * as z from "zod";
import { type ApiKeyId, RequestLogId } from "@/lib/ids";
import { listRequests } from "@/lib/request-log/reads";
import type { RequestQuery, RequestView } from "@/lib/request-log/schema";
import type { CsvColumn } from "@/lib/text/csv";
import { exportList } from "../export-list";
import { storedId, storedInstant } from "../stored-query";

/** A `RequestQuery` as its row keeps it. */
const Query = z.object({
  status: z.string().optional(),
  apiKeyId: storedId<ApiKeyId>().optional(),
  path: z.string().optional(),
  requestId: z.string().optional(),
  from: storedInstant.optional(),
  to: storedInstant.optional(),
});

const COLUMNS: readonly CsvColumn<RequestView>[] = [
  ["at", ({ at }) => at],
  ["method", ({ method }) => method],
  ["path", ({ path }) => path],
  ["status", ({ status }) => status],
  ["code", ({ code }) => code],
  ["ms", ({ ms }) => ms],
  ["replayed", ({ isReplayed }) => isReplayed],
  ["api_key_id", ({ apiKeyId }) => apiKeyId],
  ["name", ({ actorName }) => actorName],
  ["address", ({ address }) => address],
  ["request_id", ({ requestId }) => requestId],
];

type CallQuery = Omit<RequestQuery, "after" | "limit">;

/** Calls of the API, as the request log keeps them. */
export const CALLS = exportList({
  name: "Calls of the API",
  permission: "developer:read",
  stored: Query,
  columns: COLUMNS,
  totals: {},
  writtenAt: ({ at }) => at,
  page: (ctx, query: CallQuery, { cursor, limit }) => {
    const after = cursor === null ? undefined : RequestLogId.parse(cursor);
    return listRequests(ctx, { ...query, after, limit });
  },
});
