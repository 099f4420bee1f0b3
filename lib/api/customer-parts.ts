/** What belongs to a customer: wallets, entitlements, use, and credits to come. */
import * as z from "zod";
import { listFeatures } from "@/lib/catalog/reads/features";
import type { Context } from "@/lib/context";
import { findCustomer, findCustomerId } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { CustomerId, FeatureId, idText, SubscriptionId } from "@/lib/ids";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { sumConsumption } from "@/lib/report/reads/consumption";
import { ConsumptionQuery, ConsumptionView } from "@/lib/report/schema/consumption";
import { listCustomerUpcomingGrants } from "@/lib/subscription/reads/upcoming-grants";
import { findCustomerUsage, type WantedUse } from "@/lib/usage/reads/customer-usage";
import { snake, snakeSchema } from "./dialect/snake";
import { UpcomingGrantDialect, upcomingGrantDialect } from "./dialect/subscription";
import {
  CustomerEntitlementsDialect,
  CustomerUsageDialect,
  customerEntitlementsDialect,
  customerUsageDialect,
  type Features,
} from "./dialect/usage";
import { WalletDialect, walletDialect } from "./dialect/wallet";
import { listOf, wholeList } from "./fields";
import { type Route, route } from "./route";
import { customerAsked } from "./which-customer";

const Params = z.object({ customerId: CustomerId });
const ExternalParams = z.object({ external_id: z.string().max(255) });

async function byExternalId(ctx: Context, externalId: string): Promise<CustomerId> {
  const found = await findCustomerId(ctx, externalId);
  if (!found) throw notFound("customer", externalId);
  return found;
}

async function known(ctx: Context, customerId: CustomerId): Promise<CustomerId> {
  if (await findCustomer(ctx, customerId)) return customerId;
  throw notFound("customer", idText("cus", customerId));
}

/** The dialect's answer is the bare list. */
const walletsOf = async (ctx: Context, customerId: CustomerId) =>
  (await listCustomerWallets(ctx, customerId)).map((wallet) => walletDialect(ctx, wallet));

const walletsRoute = route({
  method: "get",
  path: "/customers/{customerId}/wallets",
  scope: "wallets:read",
  summary: "List a customer's wallets, in the order they pay",
  params: Params,
  reply: z.array(WalletDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { customerId } }) => walletsOf(ctx, await known(ctx, customerId)),
});

const walletsByKeyRoute = route({
  method: "get",
  path: "/customers/wallets",
  scope: "wallets:read",
  summary: "List the wallets of the customer with an external id: the balance before each act",
  query: z.object({ lookup_key: z.string().max(255).optional(), id: CustomerId.optional() }),
  reply: z.array(WalletDialect),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { query: { lookup_key, id } }) => {
    const named = await customerAsked(ctx, [
      ["id", id],
      ["lookup_key", lookup_key],
    ]);
    return walletsOf(ctx, named);
  },
});

/** Bounded by what people can name; a view of use names its features only. */
async function featuresOf(ctx: Context): Promise<Features> {
  const all = { search: "", type: null, status: null, limit: 1000, offset: 0 };
  const { items } = await listFeatures(ctx, all);
  return new Map(items.map((feature) => [feature.id, feature]));
}

async function usageOf(ctx: Context, customerId: CustomerId, wanted: WantedUse = {}) {
  const [use, features] = await Promise.all([
    findCustomerUsage(ctx, customerId, wanted),
    featuresOf(ctx),
  ]);
  if (!use) throw notFound("customer", idText("cus", customerId));
  return { use, features };
}

async function entitlementsOf(ctx: Context, customerId: CustomerId) {
  const { use, features } = await usageOf(ctx, customerId);
  return customerEntitlementsDialect(ctx, use, features);
}

const entitlementsRoute = route({
  method: "get",
  path: "/customers/{customerId}/entitlements",
  scope: "customers:read",
  summary: "What a customer may use, and where it comes from",
  params: Params,
  reply: CustomerEntitlementsDialect,
  status: 200,
  refusals: ["not_found"],
  run: (ctx, { params: { customerId } }) => entitlementsOf(ctx, customerId),
});

const entitlementsByKeyRoute = route({
  method: "get",
  path: "/customers/external/{external_id}/entitlements",
  scope: "customers:read",
  summary: "What a customer may use, by external id",
  params: ExternalParams,
  reply: CustomerEntitlementsDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params }) => entitlementsOf(ctx, await byExternalId(ctx, params.external_id)),
});

/** So many things a query's list may name. */
const MOST_NAMED = 1000;

const usageRoute = route({
  method: "get",
  path: "/customers/usage",
  scope: "usage:read",
  summary: "What a customer used of each feature in the period that runs",
  query: z.object({
    customer_lookup_key: z.string().max(255).optional(),
    customer_id: CustomerId.optional(),
    feature_ids: z.array(FeatureId).max(MOST_NAMED).optional(),
    feature_lookup_keys: z.array(z.string().min(1).max(100)).max(MOST_NAMED).optional(),
    subscription_ids: z.array(SubscriptionId).max(MOST_NAMED).optional(),
  }),
  reply: CustomerUsageDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { query }) => {
    const id = await customerAsked(ctx, [
      ["customer_id", query.customer_id],
      ["customer_lookup_key", query.customer_lookup_key],
    ]);
    const { use, features } = await usageOf(ctx, id, {
      featureIds: query.feature_ids,
      featureKeys: query.feature_lookup_keys,
      subscriptionIds: query.subscription_ids,
    });
    return customerUsageDialect(ctx, use, features);
  },
});

const upcomingRoute = route({
  method: "get",
  path: "/customers/{customerId}/grants/upcoming",
  scope: "customers:read",
  summary: "List the credits that a customer's subscriptions will give, soonest first",
  params: Params,
  reply: listOf(UpcomingGrantDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { customerId } }) => {
    const grants = await listCustomerUpcomingGrants(ctx, await known(ctx, customerId));
    return wholeList(grants.map((grant) => upcomingGrantDialect(ctx, grant)));
  },
});

const consumptionRoute = route({
  method: "get",
  path: "/customers/{customerId}/consumption",
  scope: "usage:read",
  summary: "What a customer used over time, in credits: the figures behind the charts",
  params: Params,
  query: ConsumptionQuery,
  reply: snakeSchema(ConsumptionView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { customerId }, query }) =>
    snake(await sumConsumption(ctx, customerId, query)),
});

export const CUSTOMER_PART_ROUTES: readonly Route[] = [
  walletsByKeyRoute,
  walletsRoute,
  entitlementsRoute,
  entitlementsByKeyRoute,
  usageRoute,
  upcomingRoute,
  consumptionRoute,
].flat();
