/** The calls of the organization's keys, for whoever looks for a fault. */
import * as z from "zod";
import { notFound } from "@/lib/errors";
import { ApiKeyId, idText, RequestLogId } from "@/lib/ids";
import { findRequest, listRequests } from "@/lib/request-log/reads";
import { RequestDetailView, RequestView, StatusFilter } from "@/lib/request-log/schema";
import { snake, snakeSchema } from "./dialect/snake";
import { Instant, listOf, PageQuery } from "./fields";
import { type Route, route } from "./route";

const listRoute = route({
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

const getRoute = route({
  method: "get",
  path: "/request-log/{requestLogId}",
  scope: "api_keys:read",
  summary: "Get a call of the API; of a refused one with what was asked and answered",
  params: z.object({ requestLogId: RequestLogId }),
  reply: snakeSchema(RequestDetailView).meta({ id: "LoggedRequestDetail" }),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { requestLogId } }) => {
    const request = await findRequest(ctx, requestLogId);
    if (!request) throw notFound("request", idText("req", requestLogId));
    return snake(request);
  },
});

export const REQUEST_LOG_ROUTES: readonly Route[] = [listRoute, getRoute].flat();
