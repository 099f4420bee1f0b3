/** The calls of the organization's keys, for whoever looks for a fault. */
import * as z from "zod";
import { ApiKeyId, RequestLogId } from "@/lib/ids";
import { listRequests } from "@/lib/request-log/reads";
import { RequestView, StatusFilter } from "@/lib/request-log/schema";
import { snake, snakeSchema } from "./dialect/snake";
import { Instant, listOf, PageQuery } from "./fields";
import { type Route, route } from "./route";

export const REQUEST_LOG_ROUTES: readonly Route[] = route({
  method: "get",
  path: "/request-log",
  scope: "api_keys:read",
  summary: "List calls of the API and how they were answered, newest first",
  query: PageQuery.pick({ limit: true }).extend({
    status: StatusFilter.optional(),
    api_key_id: ApiKeyId.optional(),
    path: z.string().max(200).startsWith("/", "A path begins with /").optional(),
    request_id: z.string().max(128).optional(),
    from: Instant.optional(),
    to: Instant.optional(),
    cursor: RequestLogId.optional(),
  }),
  reply: listOf(snakeSchema(RequestView).meta({ id: "LoggedRequest" })),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { limit, status, path, from, to } = query;
    const { items, nextCursor } = await listRequests(ctx, {
      ...{ limit, status, path, from, to },
      ...{ apiKeyId: query.api_key_id, requestId: query.request_id, after: query.cursor },
    });
    return {
      items: items.map(snake),
      pagination: { total: null, limit, offset: 0 },
      next_cursor: nextCursor,
    };
  },
});
