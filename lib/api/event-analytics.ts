/** What a customer used by feature, over time, in the dialect's words; its cost is in credits. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { ExternalId } from "@/lib/customer/schema";
import { FeatureId, idText } from "@/lib/ids";
import { sumConsumption } from "@/lib/report/reads/consumption";
import {
  ConsumptionQuery,
  type ConsumptionSeries,
  type ConsumptionView,
} from "@/lib/report/schema/consumption";
import { AmountText } from "./amounts";
import { catalogOf } from "./catalog-of";
import { sumText } from "./dialect/decimals";
import { InstantText } from "./fields";
import { poured } from "./pour";
import { type Route, route } from "./route";
import { customerNamed } from "./which-customer";

const DAY_MS = 24 * 3_600_000;
const GRAINS = { HOUR: "hour", DAY: "day", WEEK: "week", MONTH: "month" } as const;

const Body = z.strictObject({
  external_customer_id: ExternalId,
  /** Without it, 30 days before the end. */
  start_time: InstantText.nullish(),
  /** Without it, now. */
  end_time: InstantText.nullish(),
  window_size: z.enum(["HOUR", "DAY", "WEEK", "MONTH"], "HOUR, DAY, WEEK or MONTH").nullish(),
  feature_ids: z.array(FeatureId).max(1000).nullish(),
  group_by: z.array(z.literal("feature_id", "Only feature_id")).nullish(),
  // Answers hold what they hold.
  expand: z.unknown().optional(),
});
type Body = z.output<typeof Body>;

const Point = z.object({
  timestamp: z.string(),
  usage: AmountText,
  cost: AmountText,
  event_count: z.int(),
  computed_commitment_utilized_amount: z.null(),
  computed_overage_amount: z.null(),
  computed_true_up_amount: z.null(),
});

const NOTHING = [
  ...["add_on_id", "addon", "aggregation_type", "commitment_info", "feature", "meter", "meter_id"],
  ...["plan", "plan_id", "price", "price_id", "properties", "source", "sources"],
  ...["sub_line_item_id", "subscription_id", "subscription_line_item"],
] as const;
const EMPTY = Object.fromEntries(NOTHING.map((key) => [key, null]));

const Item = z.object({
  ...Object.fromEntries(NOTHING.map((key) => [key, z.null()])),
  feature_id: z.string(),
  name: z.string(),
  event_name: z.string().nullable(),
  event_count: z.int(),
  total_usage: AmountText,
  /** Credits. */
  total_cost: AmountText,
  currency: z.string(),
  unit: z.string(),
  unit_plural: z.string(),
  window_size: z.string().nullable(),
  points: z.array(Point).nullable(),
});

const AnalyticsDialect = z
  .object({
    items: z.array(Item),
    total_cost: AmountText,
    /** The credit unit that costs are in. */
    currency: z.string(),
    custom_analytics: z.null(),
  })
  .meta({ id: "UsageAnalytics" });

async function consumptionOf(asking: Context, body: Body): Promise<ConsumptionView> {
  const customerId = await customerNamed(asking, body);
  const ctx = await onClock(asking, customerId);
  const end = body.end_time ? new Date(body.end_time) : new Date(ctx.at.getTime() + 1);
  const start = new Date(end.getTime() - 30 * DAY_MS);
  const query = poured(
    ConsumptionQuery,
    {
      from: body.start_time ?? start.toISOString(),
      to: end.toISOString(),
      grain: body.window_size ? GRAINS[body.window_size] : null,
      by: "feature",
    },
    { from: "start_time", to: "end_time", grain: "window_size" },
  );
  return sumConsumption(ctx, customerId, query);
}

const analyticsRoute = route({
  method: "post",
  path: "/events/analytics",
  scope: "usage:read",
  summary: "What a customer used of each feature over time, and what it cost in credits",
  body: Body,
  reply: AnalyticsDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { body }) => {
    const { series } = await consumptionOf(ctx, body);
    const { features, defaultCreditUnit } = await catalogOf(ctx);
    const known = new Map([...features.values()].map((one) => [idText("feat", one.id), one]));
    const asked = body.feature_ids && new Set(body.feature_ids.map((id) => idText("feat", id)));
    // Debits by hand belong to no feature.
    const shown = series.filter(({ key }) => known.has(key) && (!asked || asked.has(key)));
    return {
      items: shown.map((one) =>
        itemOf(one, {
          currency: defaultCreditUnit,
          eventName: known.get(one.key)?.meter?.eventName ?? null,
          window: body.window_size ?? null,
        }),
      ),
      total_cost: sumText(shown.map(({ total }) => total)),
      currency: defaultCreditUnit,
      custom_analytics: null,
    };
  },
});

type About = {
  readonly currency: string;
  readonly eventName: string | null;
  readonly window: Body["window_size"] & (string | null);
};

const itemOf = (one: ConsumptionSeries, { currency, eventName, window }: About) => ({
  ...EMPTY,
  feature_id: one.key,
  name: one.name,
  event_name: eventName,
  event_count: one.events,
  total_usage: one.quantity,
  total_cost: one.total,
  currency,
  unit: one.unitPlural,
  unit_plural: one.unitPlural,
  window_size: window,
  points: window && one.points.map(pointOf),
});

const pointOf = ({ at, quantity, credits, events }: ConsumptionSeries["points"][number]) => ({
  timestamp: at,
  usage: quantity,
  cost: credits,
  event_count: events,
  computed_commitment_utilized_amount: null,
  computed_overage_amount: null,
  computed_true_up_amount: null,
});

export const EVENT_ANALYTICS_ROUTES: readonly Route[] = analyticsRoute;
