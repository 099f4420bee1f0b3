/** What Stripe has delivered, for whoever looks for the credits of a payment. */
import * as z from "zod";
import { notFound } from "@/lib/errors";
import { idText, StripeDeliveryId } from "@/lib/ids";
import { findDelivery, listDeliveries } from "@/lib/stripe/reads";
import { DELIVERY_STATUSES } from "@/lib/stripe/rules/reasons";
import { DeliveryView } from "@/lib/stripe/schema";
import { storable } from "@/lib/text/schema";
import { snake, snakeSchema } from "./dialect/snake";
import { listOf, PageQuery } from "./fields";
import { type Route, route } from "./route";

const DeliveryDialect = snakeSchema(DeliveryView).meta({ id: "StripeDelivery" });

const listRoute = route({
  method: "get",
  path: "/stripe-deliveries",
  scope: "integrations:read",
  summary: "List what Stripe delivered and what it came to, newest first",
  query: PageQuery.pick({ limit: true }).extend({
    status: z.enum(DELIVERY_STATUSES).optional(),
    search: storable(255).default(""),
    cursor: StripeDeliveryId.optional(),
  }),
  reply: listOf(DeliveryDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query: { limit, status = null, search, cursor } }) => {
    const { items, nextCursor } = await listDeliveries(ctx, {
      ...{ limit, status, search },
      cursor: cursor ? idText("sdel", cursor) : null,
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
  path: "/stripe-deliveries/{deliveryId}",
  scope: "integrations:read",
  summary: "Get what Stripe delivered and what it came to",
  params: z.object({ deliveryId: StripeDeliveryId }),
  reply: DeliveryDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { deliveryId } }) => {
    const delivery = await findDelivery(ctx, deliveryId);
    if (!delivery) throw notFound("delivery", idText("sdel", deliveryId));
    return snake(delivery);
  },
});

export const STRIPE_DELIVERY_ROUTES: readonly Route[] = [listRoute, getRoute].flat();
