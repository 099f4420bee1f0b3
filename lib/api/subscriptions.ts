/** Subscriptions: a customer on a plan, with the credits and invoices that follow. */
import * as z from "zod";
import { findPlan } from "@/lib/catalog/reads/plans";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { invalidField, notFound } from "@/lib/errors";
import { CustomerId, idText, PlanId, SubscriptionId } from "@/lib/ids";
import { findSubscription, listSubscriptions, listUpcomingGrants } from "@/lib/subscription/reads";
import { SUBSCRIPTION_STATUSES } from "@/lib/subscription/rules/subscription";
import {
  CancelInput,
  StartInput,
  StartPreview,
  SubscriptionQuery,
  type SubscriptionView,
} from "@/lib/subscription/schema";
import { cancelSubscription } from "@/lib/subscription/writes/cancel-subscription";
import { previewStart } from "@/lib/subscription/writes/preview-start";
import { startSubscriptionOnce } from "@/lib/subscription/writes/start-subscription";
import { Metadata } from "@/lib/text/schema";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { snake, snakeSchema } from "./dialect/snake";
import {
  SubscriptionDialect,
  subscriptionDialect,
  UpcomingGrantDialect,
  upcomingGrantDialect,
} from "./dialect/subscription";
import { CursorQuery, IdempotencyKey, InstantText, listOf, wholeList } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { customerNamed, WhichCustomer } from "./which-customer";

const Params = z.object({ subscriptionId: SubscriptionId });

const StartBody = z.strictObject({
  ...WhichCustomer,
  plan_id: PlanId,
  /** Has to be the plan's. */
  currency: z.string().max(32).nullish(),
  billing_period: z.enum(PERIOD_WORDS).nullish(),
  billing_period_count: z.literal(1, "Only 1").nullish(),
  billing_cadence: z.literal("RECURRING", "Only RECURRING").nullish(),
  billing_cycle: z.enum(["anniversary", "calendar"]).default("anniversary"),
  start_date: InstantText.nullish(),
  metadata: Metadata.default({}),
  idempotency_key: IdempotencyKey.nullish(),
  // Sent by clients of the dialect, without meaning here.
  collection_method: z.unknown().optional(),
  customer_timezone: z.unknown().optional(),
  gateway_payment_method_id: z.unknown().optional(),
  invoice_billing: z.unknown().optional(),
  payment_behavior: z.unknown().optional(),
  payment_terms: z.unknown().optional(),
  proration_behavior: z.unknown().optional(),
});

const NAMES = { startsAt: "start_date", reference: "idempotency_key" };

async function startInput(ctx: Context, body: z.output<typeof StartBody>): Promise<StartInput> {
  const customerId = await customerNamed(ctx, body);
  await refuseOtherCurrency(ctx, body);
  return poured(
    StartInput,
    {
      customerId: idText("cus", customerId),
      planId: idText("plan", body.plan_id),
      startsAt: body.start_date ?? null,
      billingCycle: body.billing_cycle === "calendar" ? "CALENDAR" : "ANNIVERSARY",
      billingPeriod: body.billing_period ? PERIODS_IN[body.billing_period] : null,
      reference: body.idempotency_key ?? null,
      metadata: body.metadata,
    },
    NAMES,
  );
}

async function refuseOtherCurrency(
  ctx: Context,
  { plan_id: planId, currency }: z.output<typeof StartBody>,
): Promise<void> {
  const plan = await findPlan(ctx, planId);
  if (!plan) throw notFound("plan", idText("plan", planId));
  const own = (plan.live ?? plan.draft)?.currency;
  if (!currency || !own || currency.toUpperCase() === own) return;
  throw invalidField("currency", `This plan is sold in ${own}`);
}

const startRoute = route({
  method: "post",
  path: "/subscriptions",
  scope: "subscriptions:write",
  summary: "Start a subscription: its first credits and its first invoice",
  body: StartBody,
  reply: SubscriptionDialect,
  status: 201,
  refusals: [
    "validation_error",
    "not_found",
    "already_exists",
    "invalid_state",
    "idempotency_conflict",
  ],
  run: async (ctx, { body }) => {
    const { view, isReplayed } = await startSubscriptionOnce(ctx, await startInput(ctx, body));
    return answered(subscriptionDialect(ctx, view), isReplayed);
  },
  preview: {
    reply: snakeSchema(StartPreview),
    run: async (ctx, { body }) => snake(await previewStart(ctx, await startInput(ctx, body))),
  },
});

const listRoute = route({
  method: "get",
  path: "/subscriptions",
  scope: "subscriptions:read",
  summary: "List subscriptions, newest first",
  query: CursorQuery.extend({
    customer_id: CustomerId.nullable().default(null),
    plan_id: PlanId.nullable().default(null),
    subscription_status: z
      .string()
      .toUpperCase()
      .pipe(z.enum(SUBSCRIPTION_STATUSES))
      .nullable()
      .default(null),
  }),
  reply: listOf(SubscriptionDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { limit, offset, cursor, customer_id, plan_id, subscription_status } = query;
    const page = await listSubscriptions(ctx, {
      ...SubscriptionQuery.parse({ limit, offset, cursor, status: subscription_status }),
      customerId: customer_id,
      planId: plan_id,
    });
    return {
      items: page.items.map((view) => subscriptionDialect(ctx, view)),
      pagination: { total: page.total, limit, offset },
      next_cursor: page.nextCursor,
    };
  },
});

async function subscriptionNamed(ctx: Context, id: SubscriptionId): Promise<SubscriptionView> {
  const view = await findSubscription(ctx, id);
  if (!view) throw notFound("subscription", idText("sub", id));
  return view;
}

const getRoute = route({
  method: "get",
  path: "/subscriptions/{subscriptionId}",
  scope: "subscriptions:read",
  summary: "Get a subscription",
  params: Params,
  reply: SubscriptionDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { subscriptionId } }) =>
    subscriptionDialect(ctx, await subscriptionNamed(ctx, subscriptionId)),
});

const upcomingRoute = route({
  method: "get",
  path: "/subscriptions/{subscriptionId}/grants/upcoming",
  scope: "subscriptions:read",
  summary: "List the credits that a subscription will give, soonest first",
  params: Params,
  reply: listOf(UpcomingGrantDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { subscriptionId } }) => {
    await subscriptionNamed(ctx, subscriptionId);
    const grants = await listUpcomingGrants(ctx, subscriptionId);
    return wholeList(grants.map((grant) => upcomingGrantDialect(ctx, grant)));
  },
});

const CancelDialect = z
  .object({
    subscription_id: z.string(),
    cancellation_type: z.enum(["immediate", "end_of_period"]),
    effective_date: z.string().nullable(),
    processed_at: z.string(),
    status: z.string(),
    reason: z.string(),
    message: z.string(),
    proration_details: z.null(),
    proration_invoice: z.null(),
    total_credit_amount: z.string(),
  })
  .meta({ id: "Cancellation" });

const cancelRoute = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/cancel",
  scope: "subscriptions:write",
  summary: "Cancel a subscription, at its period's end or now",
  params: Params,
  body: z.strictObject({
    cancellation_type: z.enum(["immediate", "end_of_period"]).default("end_of_period"),
    /** Of an immediate one: whether the plan's unspent credits are voided. */
    credits: CancelInput.shape.credits,
    reason: CancelInput.shape.reason,
    proration_behavior: z.unknown().optional(),
    cancel_immediately_inovice_policy: z.unknown().optional(),
  }),
  reply: CancelDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const when = body.cancellation_type === "immediate" ? "now" : "period_end";
    const { credits, reason } = body;
    const view = await cancelSubscription(ctx, subscriptionId, { when, credits, reason });
    return {
      subscription_id: view.id,
      cancellation_type: body.cancellation_type,
      effective_date: view.endsAt,
      processed_at: (await onClock(ctx, CustomerId.parse(view.customerId))).at.toISOString(),
      status: view.status.toLowerCase(),
      reason,
      message: "Subscription cancelled",
      proration_details: null,
      proration_invoice: null,
      total_credit_amount: "0",
    };
  },
});

export const SUBSCRIPTION_ROUTES: readonly Route[] = [
  startRoute,
  listRoute,
  getRoute,
  upcomingRoute,
  cancelRoute,
].flat();
