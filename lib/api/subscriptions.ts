/** Subscriptions: a customer on a plan, with the credits and invoices that follow. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { CustomerId, idText, PlanId, SubscriptionId } from "@/lib/ids";
import { findSubscription, listSubscriptions } from "@/lib/subscription/reads";
import { listUpcomingGrants } from "@/lib/subscription/reads/upcoming-grants";
import { SUBSCRIPTION_STATUSES } from "@/lib/subscription/rules/subscription";
import { StartPreview, SubscriptionQuery, type SubscriptionView } from "@/lib/subscription/schema";
import { foreseeStart, startAsShown } from "@/lib/subscription/writes/foresee-subscription";
import { snake, snakeSchema } from "./dialect/snake";
import {
  SubscriptionDialect,
  subscriptionDialect,
  UpcomingGrantDialect,
  upcomingGrantDialect,
} from "./dialect/subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { CursorQuery, listOf, wholeList } from "./fields";
import { inBodyWords } from "./pour";
import { answered, type Route, route } from "./route";
import { START_NAMES, StartBody, startInput } from "./start-body";

const Params = z.object({ subscriptionId: SubscriptionId });

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
    const starting = startAsShown(ctx, input, body.fingerprint ?? undefined);
    const { view, isReplayed } = await starting.catch(inBodyWords(START_NAMES));
    return answered(subscriptionDialect(ctx, view), isReplayed);
  },
  preview: {
    reply: StartPreviewDialect,
    run: async (ctx, { body }) => {
      const input = await startInput(ctx, body);
      const foreseen = foreseeStart(ctx, input);
      const { wallets, fingerprint, ...preview } = await foreseen.catch(inBodyWords(START_NAMES));
      return { ...snake(preview), balances: balancesDialect(wallets), fingerprint };
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
