/** What is sold on top of a subscription. */
import * as z from "zod";
import { PlanId, SubscriptionId } from "@/lib/ids";
import { AddOnInput } from "@/lib/subscription/schema";
import { foreseeAddOn, setAddOnAsShown } from "@/lib/subscription/writes/foresee-add-on";
import { SubscriptionDialect, subscriptionDialect } from "./dialect/subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { type Route, route } from "./route";

const Body = z.strictObject({
  addon_id: PlanId,
  /** How many there are to be: more come at once, fewer with the next period; 0: none. */
  quantity: AddOnInput.shape.quantity,
  fingerprint: z.string().max(64).optional(),
});

/** With the customer's wallets as they would be; sent back, the fingerprint holds the call to it. */
const PreviewDialect = z
  .object({ ...SubscriptionDialect.shape, balances: BalancesDialect, fingerprint: z.string() })
  .meta({ id: "SubscriptionAddonPreview" });

export const SUBSCRIPTION_ADD_ON_ROUTES: readonly Route[] = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/addons",
  scope: "subscriptions:write",
  summary: "Set how many of an add-on a subscription has",
  params: z.object({ subscriptionId: SubscriptionId }),
  body: Body,
  reply: SubscriptionDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const { addon_id: planId, quantity, fingerprint } = body;
    const asked = { planId, quantity, fingerprint };
    return subscriptionDialect(ctx, await setAddOnAsShown(ctx, subscriptionId, asked));
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { subscriptionId }, body: { addon_id: planId, quantity } }) => {
      const foreseen = await foreseeAddOn(ctx, subscriptionId, { planId, quantity });
      const balances = balancesDialect(foreseen.wallets);
      const { answer, fingerprint } = foreseen;
      return { ...subscriptionDialect(ctx, answer), balances, fingerprint };
    },
  },
});
