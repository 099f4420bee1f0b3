/** What a subscription will come to in the year ahead. */
import * as z from "zod";
import { DomainError, notFound } from "@/lib/errors";
import { idText, SubscriptionId } from "@/lib/ids";
import { findSubscription } from "@/lib/subscription/reads";
import { findTimeline } from "@/lib/subscription/reads/timeline";
import { TimelineView } from "@/lib/subscription/schema/timeline";
import { snake, snakeSchema } from "./dialect/snake";
import { type Route, route } from "./route";

export const TIMELINE_ROUTES: readonly Route[] = route({
  method: "get",
  path: "/subscriptions/{subscriptionId}/timeline",
  scope: "subscriptions:read",
  summary: "See the credits and invoices that a subscription will come to, month by month",
  params: z.object({ subscriptionId: SubscriptionId }),
  reply: snakeSchema(TimelineView),
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { subscriptionId } }) => {
    const timeline = await findTimeline(ctx, subscriptionId);
    if (timeline) return snake(timeline);
    const subscription = await findSubscription(ctx, subscriptionId);
    if (!subscription) throw notFound("subscription", idText("sub", subscriptionId));
    throw new DomainError("invalid_state", "It does not run", {
      entity: "subscription",
      state: subscription.status.toLowerCase(),
    });
  },
});
