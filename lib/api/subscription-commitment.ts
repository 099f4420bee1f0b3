/** How a subscription stands with what it agreed to spend. */
import * as z from "zod";
import { notFound } from "@/lib/errors";
import { idText, SubscriptionId } from "@/lib/ids";
import { findSubscription } from "@/lib/subscription/reads";
import { findCommitment } from "@/lib/subscription/reads/commitment";
import { CommitmentStandingView } from "@/lib/subscription/schema/commitment";
import { snake, snakeSchema } from "./dialect/snake";
import { type Route, route } from "./route";

const Reply = z
  .object({
    subscription_id: z.string(),
    /** Null: its plan asks for none. */
    commitment: snakeSchema(CommitmentStandingView).nullable(),
  })
  .meta({ id: "CommitmentStanding" });

export const COMMITMENT_ROUTES: readonly Route[] = route({
  method: "get",
  path: "/subscriptions/{subscriptionId}/commitment",
  scope: "subscriptions:read",
  summary: "See what a subscription agreed to spend, what it has spent, and what was settled",
  params: z.object({ subscriptionId: SubscriptionId }),
  reply: Reply,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { subscriptionId } }) => {
    const found = await findSubscription(ctx, subscriptionId);
    if (!found) throw notFound("subscription", idText("sub", subscriptionId));
    const commitment = await findCommitment(ctx, subscriptionId);
    return { subscription_id: found.id, commitment: commitment ? snake(commitment) : null };
  },
});
