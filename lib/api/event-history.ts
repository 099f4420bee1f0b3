/** Events that were sent: found again, and one of them with all that became of it. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { ApiKeyId, CustomerId, FeatureId, idText } from "@/lib/ids";
import { findEvent, listEvents } from "@/lib/usage/reads/events";
import {
  EventQuery,
  EventTrace,
  type EventView,
  EventView as EventViewSchema,
  PropertyFilter,
  STORED_STATUSES,
} from "@/lib/usage/schema/event";
import { snake, snakeSchema } from "./dialect/snake";
import { Instant } from "./fields";
import { type Route, route } from "./route";
import { EventPath } from "./which-event";

/** The dialect's keys of an event, and what it cost beside them. */
const EventDialect = z
  .object({
    ...(snakeSchema(EventViewSchema) as unknown as z.ZodObject<Record<string, z.ZodType>>).shape,
    environment_id: z.string(),
    timestamp: z.string(),
  })
  .meta({ id: "Event" });

const eventDialect = (ctx: Context, view: EventView) => ({
  ...snake(view),
  environment_id: idText("org", ctx.organizationId),
  timestamp: view.occurredAt,
});

const MOST_FILTERS = 10;

const QueryBody = z.strictObject({
  customer_id: CustomerId.nullish(),
  external_customer_id: EventQuery.shape.externalCustomerId.unwrap().unwrap().nullish(),
  event_name: EventQuery.shape.eventName.unwrap().unwrap().nullish(),
  event_id: EventQuery.shape.eventId.unwrap().unwrap().nullish(),
  feature_id: FeatureId.nullish(),
  status: z.string().toUpperCase().pipe(z.enum(STORED_STATUSES)).nullish(),
  member: EventQuery.shape.member.unwrap().unwrap().nullish(),
  group_id: EventQuery.shape.groupId.unwrap().unwrap().nullish(),
  source: EventQuery.shape.source.unwrap().unwrap().nullish(),
  code: EventQuery.shape.code.unwrap().unwrap().nullish(),
  api_key_id: ApiKeyId.nullish(),
  /** Values by property: an event has one of each. */
  property_filters: z
    .record(PropertyFilter.shape.name, PropertyFilter.shape.values)
    .refine((filters) => Object.keys(filters).length <= MOST_FILTERS, `At most ${MOST_FILTERS}`)
    .nullish(),
  start_time: Instant.nullish(),
  end_time: Instant.nullish(),
  page_size: EventQuery.shape.limit.unwrap().default(50),
  /** `iter_last_key` of the page before. */
  iter_last_key: z.string().max(500).nullish(),
  /** `iter_first_key` of a page: what has come since. */
  iter_first_key: z.string().max(500).nullish(),
  // Newest first, by cursor: what else the dialect's clients say of order has no meaning here.
  offset: z.unknown().optional(),
  order: z.unknown().optional(),
  sort: z.unknown().optional(),
});

const ANY_EVENT = EventQuery.parse({});

type Body = z.output<typeof QueryBody>;

const queryOf = (body: Body): EventQuery => ({
  ...ANY_EVENT,
  ...saidOf(body),
  customerId: body.customer_id ?? null,
  featureId: body.feature_id ?? null,
  status: body.status ?? null,
  code: body.code ?? null,
  from: body.start_time ?? null,
  to: body.end_time ?? null,
  cursor: body.iter_last_key || null,
  newerThan: body.iter_first_key || null,
  limit: body.page_size,
});

/** What an event says of itself. */
const saidOf = (body: Body) => ({
  externalCustomerId: body.external_customer_id ?? null,
  eventName: body.event_name ?? null,
  eventId: body.event_id ?? null,
  member: body.member ?? null,
  groupId: body.group_id ?? null,
  source: body.source ?? null,
  apiKeyId: body.api_key_id ?? null,
  properties: propertiesOf(body.property_filters ?? {}),
});

const propertiesOf = (filters: NonNullable<Body["property_filters"]>) =>
  Object.entries(filters).map(([name, values]) => ({ name, values }));

const queryRoute = route({
  method: "post",
  path: "/events/query",
  scope: "usage:read",
  summary: "Find events, newest first",
  body: QueryBody,
  reply: z.object({
    events: z.array(EventDialect),
    has_more: z.boolean(),
    iter_first_key: z.string().nullable(),
    iter_last_key: z.string().nullable(),
    offset: z.int(),
    total_count: z.int().nullable(),
  }),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const page = await listEvents(ctx, queryOf(body));
    return {
      events: page.items.map((view) => eventDialect(ctx, view)),
      has_more: page.nextCursor !== null,
      iter_first_key: page.newestCursor,
      iter_last_key: page.nextCursor,
      offset: 0,
      total_count: null,
    };
  },
});

const traceRoute = route({
  method: "get",
  path: "/events/{event_id}",
  scope: "usage:read",
  summary: "Trace an event, by its id here or the caller's own: received, matched, rated, debited",
  params: EventPath,
  reply: z.object({
    event: EventDialect,
    status: z.enum(["processed", "failed"]),
    stages: snakeSchema(EventTrace.shape.stages),
    debug_tracker: z.null(),
    processed_events: z.null(),
  }),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params }) => {
    const trace = await findEvent(ctx, params.event_id);
    if (!trace) throw notFound("event", params.event_id);
    return {
      event: eventDialect(ctx, trace.event),
      status: trace.event.status === "ACCEPTED" ? ("processed" as const) : ("failed" as const),
      stages: snake(trace.stages),
      debug_tracker: null,
      processed_events: null,
    };
  },
});

export const EVENT_HISTORY_ROUTES: readonly Route[] = [queryRoute, traceRoute].flat();
