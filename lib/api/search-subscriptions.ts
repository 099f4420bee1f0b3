/** Subscriptions found by the dialect's search. */
import * as z from "zod";
import { CustomerId, PlanId, SubscriptionId } from "@/lib/ids";
import { SUBSCRIPTION_FIELDS, searchSubscriptions } from "@/lib/subscription/reads/search";
import { SUBSCRIPTION_STATUSES } from "@/lib/subscription/rules/subscription";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { SubscriptionDialect, subscriptionDialect } from "./dialect/subscription";
import { listOf } from "./fields";
import { type Route, route } from "./route";
import { foundList, oneOf, SearchKeys, searchOf, wordsOf } from "./search";

const STATUSES = {
  ...Object.fromEntries(SUBSCRIPTION_STATUSES.map((status) => [status.toLowerCase(), [status]])),
  // The dialect's; nothing here is ever either.
  incomplete: [],
  draft: [],
};
const PERIODS = Object.fromEntries(PERIOD_WORDS.map((word) => [word, [PERIODS_IN[word]]]));

const {
  id,
  customerId,
  customerExternalId,
  planId,
  planName,
  status,
  currency,
  billingPeriod,
  startedAt,
  endsAt,
  currentPeriodStart,
  currentPeriodEnd,
  createdAt,
  updatedAt,
} = SUBSCRIPTION_FIELDS;

const FIELDS = {
  id: { field: id, id: SubscriptionId },
  customer_id: { field: customerId, id: CustomerId },
  external_customer_id: { field: customerExternalId },
  plan_id: { field: planId, id: PlanId },
  plan_name: { field: planName },
  subscription_status: { field: status, words: STATUSES },
  currency: { field: currency },
  billing_period: { field: billingPeriod, words: PERIODS },
  start_date: { field: startedAt },
  end_date: { field: endsAt },
  current_period_start: { field: currentPeriodStart },
  current_period_end: { field: currentPeriodEnd },
  created_at: { field: createdAt },
  updated_at: { field: updatedAt },
};

const Body = z.strictObject({
  ...SearchKeys,
  customer_id: CustomerId.nullish(),
  external_customer_id: z.string().max(255).nullish(),
  plan_id: PlanId.nullish(),
  subscription_ids: z.array(SubscriptionId).max(1000).nullish(),
  subscription_status: z
    .array(
      z
        .string()
        .toLowerCase()
        .pipe(z.enum(Object.keys(STATUSES))),
    )
    .max(20)
    .nullish(),
  billing_period: z.array(z.enum(PERIOD_WORDS)).max(10).nullish(),
  // Every subscription is RECURRING and none is archived, and all of each is told.
  billing_cadence: z.array(z.literal("RECURRING")).nullish(),
  status: z.literal("published").nullish(),
  with_line_items: z.unknown().optional(),
});

const searchRoute = route({
  method: "post",
  path: "/subscriptions/search",
  scope: "subscriptions:read",
  summary: "Search subscriptions by filters, in any order",
  body: Body,
  reply: listOf(SubscriptionDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const search = searchOf(body, FIELDS, [
      oneOf(customerId, body.customer_id),
      oneOf(customerExternalId, body.external_customer_id),
      oneOf(planId, body.plan_id),
      oneOf(id, body.subscription_ids),
      wordsOf(FIELDS.subscription_status, body.subscription_status),
      wordsOf(FIELDS.billing_period, body.billing_period),
    ]);
    const found = await searchSubscriptions(ctx, search);
    return foundList(found, search, (view) => subscriptionDialect(ctx, view));
  },
});

export const SEARCH_SUBSCRIPTION_ROUTES: readonly Route[] = searchRoute;
