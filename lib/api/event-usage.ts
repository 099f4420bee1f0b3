/** The dialect's figures over events, as they were sent: counted, summed or compared, over time. */
import * as z from "zod";
import type { Meter } from "@/lib/catalog/rules/feature";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { ExternalId } from "@/lib/customer/schema";
import { invalidField, notFound } from "@/lib/errors";
import { CustomerId, parseId } from "@/lib/ids";
import { ONE_UNIT } from "@/lib/money/quantity";
import { QuantityText } from "@/lib/money/schema";
import {
  findEventStatistic,
  STATISTIC_WINDOWS,
  STATISTICS,
  type StatisticAsked,
  type StatisticWindow,
} from "@/lib/usage/reads/event-statistics";
import { EventQuery, PropertyFilter } from "@/lib/usage/schema/event";
import { AmountText, amount } from "./amounts";
import { catalogOf } from "./catalog-of";
import { Instant } from "./fields";
import { type Route, route } from "./route";
import { customerNamed } from "./which-customer";

const WINDOWS = Object.keys(STATISTIC_WINDOWS) as StatisticWindow[];
const DAY_MS = 24 * 3_600_000;

const Common = {
  customer_id: CustomerId.nullish(),
  external_customer_id: ExternalId.nullish(),
  /** Inclusive; without it, 30 days before the end. */
  start_time: Instant.nullish(),
  /** Exclusive; without it, now. */
  end_time: Instant.nullish(),
  window_size: z.enum(WINDOWS).nullish(),
  /** Values by property: an event has one of each. */
  filters: z
    .record(PropertyFilter.shape.name, PropertyFilter.shape.values)
    .refine((filters) => Object.keys(filters).length <= 10, "At most 10 properties")
    .nullish(),
};
type Common = z.output<z.ZodObject<typeof Common>>;

const UsageBody = z
  .strictObject({
    ...Common,
    event_name: EventQuery.shape.eventName.unwrap().unwrap(),
    aggregation_type: z.enum([...STATISTICS, "SUM_WITH_MULTIPLIER"]),
    property_name: PropertyFilter.shape.name.nullish(),
    multiplier: amount(QuantityText).nullish(),
  })
  .refine((body) => body.aggregation_type === "COUNT" || body.property_name, {
    path: ["property_name"],
    message: "Name the property: only COUNT has none",
  });

const MeterBody = z.strictObject({ ...Common, meter_id: z.string().max(100) });

const UsageDialect = z
  .object({
    event_name: z.string(),
    type: z.string(),
    value: AmountText,
    results: z.array(z.object({ window_size: z.string(), value: AmountText })),
  })
  .meta({ id: "EventUsage" });

const ANY_EVENT = EventQuery.parse({});

type Span = { readonly from: Date; readonly to: Date };

function spanOf({ start_time: start, end_time: end }: Common, now: Date): Span {
  // What happens at this very moment is within.
  const to = end ?? new Date(now.getTime() + 1);
  const from = start ?? new Date(to.getTime() - 30 * DAY_MS);
  if (from >= to) throw invalidField("end_time", "The end is not after the start");
  if (to.getTime() - from.getTime() > 366 * DAY_MS) {
    throw invalidField("start_time", "At most 366 days at once");
  }
  return { from, to };
}

/** Whose events, when, with which properties; on the customer's own time. */
async function filterOf(asking: Context, body: Common): Promise<StatisticAsked["filter"]> {
  const { customer_id: id, external_customer_id: externalId, filters } = body;
  const named = { customer_id: id ?? undefined, external_customer_id: externalId ?? undefined };
  const customerId = id || externalId ? await customerNamed(asking, named) : null;
  const ctx = customerId ? await onClock(asking, customerId) : asking;
  const properties = Object.entries(filters ?? {}).map(([name, values]) => ({ name, values }));
  return { ...ANY_EVENT, ...spanOf(body, ctx.at), customerId, properties };
}

async function usageDialect(ctx: Context, asked: StatisticAsked, type: string) {
  const { value, windows } = await findEventStatistic(ctx, asked);
  return {
    event_name: asked.filter.eventName ?? "",
    type,
    value,
    results: windows.map(({ start, value: one }) => ({ window_size: start, value: one })),
  };
}

const usageRoute = route({
  method: "post",
  path: "/events/usage",
  scope: "usage:read",
  summary: "Count, sum or compare accepted events of a name, over time",
  body: UsageBody,
  reply: UsageDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { body }) => {
    const filter = { ...(await filterOf(ctx, body)), eventName: body.event_name };
    const type = body.aggregation_type;
    const asked: StatisticAsked = {
      filter,
      statistic: type === "SUM_WITH_MULTIPLIER" ? "SUM" : type,
      property: body.property_name ?? null,
      multiplier: body.multiplier ?? ONE_UNIT,
      window: body.window_size ?? null,
    };
    return usageDialect(ctx, asked, type);
  },
});

async function meterNamed(ctx: Context, text: string): Promise<Meter> {
  const id = parseId("mtr", text);
  const { features } = await catalogOf(ctx);
  const meter = [...features.values()].find((feature) => feature.meter?.id === id)?.meter;
  if (!id || !meter) throw notFound("meter", text);
  return meter;
}

const meterUsageRoute = route({
  method: "post",
  path: "/events/usage/meter",
  scope: "usage:read",
  summary: "The same as a feature's meter counts",
  body: MeterBody,
  reply: UsageDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { body }) => {
    const { eventName, filters, aggregation } = await meterNamed(ctx, body.meter_id);
    const filter = await filterOf(ctx, body);
    const own = filters.map(({ property: name, values }) => ({ name, values: [...values] }));
    const { type, property, multiplier } = aggregation;
    const asked: StatisticAsked = {
      filter: { ...filter, eventName, properties: [...filter.properties, ...own] },
      ...{ statistic: STATISTIC_OF[type], property, multiplier, window: body.window_size ?? null },
    };
    return usageDialect(ctx, asked, STATISTIC_OF[type]);
  },
});

const STATISTIC_OF = {
  COUNT: "COUNT",
  SUM: "SUM",
  MAX: "MAX",
  LATEST: "LATEST",
  UNIQUE_COUNT: "COUNT_UNIQUE",
} as const satisfies Record<Meter["aggregation"]["type"], StatisticAsked["statistic"]>;

export const EVENT_USAGE_ROUTES: readonly Route[] = [usageRoute, meterUsageRoute].flat();
