/** Subscriptions: a customer on a plan, with the credits and invoices that follow. */
import * as z from "zod";
import { findPlan } from "@/lib/catalog/reads/plans";
import type { Context } from "@/lib/context";
import { invalidField, notFound } from "@/lib/errors";
import {
  ChargeId,
  CustomerId,
  EntitlementId,
  type Id,
  idText,
  PlanGrantId,
  PlanId,
  SubscriptionId,
} from "@/lib/ids";
import { findSubscription, listSubscriptions, listUpcomingGrants } from "@/lib/subscription/reads";
import { SUBSCRIPTION_STATUSES } from "@/lib/subscription/rules/subscription";
import {
  StartInput,
  StartPreview,
  SubscriptionQuery,
  type SubscriptionView,
} from "@/lib/subscription/schema";
import { foreseeStart, startAsShown } from "@/lib/subscription/writes/foresee-subscription";
import { previewStart } from "@/lib/subscription/writes/preview-start";

import { Metadata } from "@/lib/text/schema";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { snake, snakeSchema } from "./dialect/snake";
import {
  SubscriptionDialect,
  subscriptionDialect,
  UpcomingGrantDialect,
  upcomingGrantDialect,
} from "./dialect/subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
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
  /** Of the plan's one charge with tiers of credits: 0 for the first. */
  tier: StartInput.shape.tier,
  /** Of each charge with tiers: by the price's id. */
  tiers: StartInput.shape.tiers,
  /** Of a recurring price's pieces, by its id: so many mailboxes. */
  quantities: StartInput.shape.quantities,
  /** Sold on top of the plan. */
  addons: z
    .array(z.strictObject({ addon_id: PlanId, quantity: z.int().min(1).max(10_000).default(1) }))
    .max(20)
    .default([]),
  /** Terms of its own, by the ids of what they replace. */
  overrides: z
    .strictObject({
      prices: z.record(ChargeId, z.string()).default({}),
      credit_grants: z.record(PlanGrantId, z.string()).default({}),
      entitlements: z
        .record(
          EntitlementId,
          z.strictObject({
            included_units: z.string().nullable().optional(),
            usage_limit: z.string().nullable().optional(),
          }),
        )
        .default({}),
    })
    .prefault({}),
  /** Without it as the plan says; 0: none. A product is tried once. */
  trial_period_days: StartInput.shape.trialDays,
  metadata: Metadata.default({}),
  idempotency_key: IdempotencyKey.nullish(),
  fingerprint: z.string().max(64).nullish(),
  // Sent by clients of the dialect, without meaning here.
  collection_method: z.unknown().optional(),
  customer_timezone: z.unknown().optional(),
  gateway_payment_method_id: z.unknown().optional(),
  invoice_billing: z.unknown().optional(),
  payment_behavior: z.unknown().optional(),
  payment_terms: z.unknown().optional(),
  proration_behavior: z.unknown().optional(),
});

const NAMES = {
  addOns: "addons",
  startsAt: "start_date",
  trialDays: "trial_period_days",
  reference: "idempotency_key",
};

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
      tier: body.tier,
      tiers: byPriceText(body.tiers),
      quantities: byPriceText(body.quantities),
      addOns: body.addons.map(({ addon_id, quantity }) => ({
        planId: idText("plan", addon_id),
        quantity,
      })),
      trialDays: body.trial_period_days,
      overrides: overridesIn(body.overrides),
      reference: body.idempotency_key ?? null,
      metadata: body.metadata,
    },
    NAMES,
  );
}

const byPriceText = (named: Readonly<Record<ChargeId, number>>) =>
  Object.fromEntries(
    Object.entries(named).map(([id, number]) => [idText("price", id as ChargeId), number]),
  );

type LimitBody = {
  readonly included_units?: string | null | undefined;
  readonly usage_limit?: string | null | undefined;
};

/** Into the product's own words; what an amount may be is for `StartInput` to say. */
const overridesIn = ({
  prices,
  credit_grants,
  entitlements,
}: z.output<typeof StartBody>["overrides"]) => ({
  amounts: byText<string>("price", prices),
  credits: byText<string>("pgr", credit_grants),
  limits: Object.fromEntries(
    Object.entries(byText<LimitBody>("ent", entitlements)).map(
      ([id, { included_units, usage_limit }]) => [
        id,
        { includedUnits: included_units, usageLimit: usage_limit },
      ],
    ),
  ),
});

/** The same by the outer form of the ids. */
const byText = <Value>(prefix: string, named: object): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(named as Record<string, Value>).map(([id, value]) => [
      idText<string>(prefix, id as Id<string>),
      value,
    ]),
  );

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

/** With the customer's wallets as they would be; sent back, the fingerprint holds the start to it. */
const StartPreviewDialect = snakeSchema(StartPreview).and(
  z.object({ balances: BalancesDialect, fingerprint: z.string() }),
);

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
    "stale_preview",
  ],
  run: async (ctx, { body }) => {
    const input = await startInput(ctx, body);
    const { view, isReplayed } = await startAsShown(ctx, input, body.fingerprint ?? undefined);
    return answered(subscriptionDialect(ctx, view), isReplayed);
  },
  preview: {
    reply: StartPreviewDialect,
    run: async (ctx, { body }) => {
      const input = await startInput(ctx, body);
      const { wallets, fingerprint } = await foreseeStart(ctx, input);
      const preview = snake(await previewStart(ctx, input));
      return { ...preview, balances: balancesDialect(wallets), fingerprint };
    },
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

export const SUBSCRIPTION_ROUTES: readonly Route[] = [
  startRoute,
  listRoute,
  getRoute,
  upcomingRoute,
].flat();
