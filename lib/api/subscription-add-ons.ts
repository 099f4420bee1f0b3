/** What is sold on top of a subscription. */
import * as z from "zod";
import { PlanId, SubscriptionId } from "@/lib/ids";
import { AddOnInput } from "@/lib/subscription/schema";
import { foreseeAddOn, setAddOnAsShown } from "@/lib/subscription/writes/foresee-add-on";
import { SoldNow, soldNow } from "./dialect/sold-now";
import { SubscriptionDialect, subscriptionDialect } from "./dialect/subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { inBodyWords } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ subscriptionId: SubscriptionId });

const Body = z.strictObject({
  addon_id: PlanId,
  /** How many there are to be: more come at once, fewer with the next period; 0: none. */
  quantity: AddOnInput.shape.quantity,
  /** Where it has several tiers of credits, 0 for the first; left out: as it is. */
  tier: z.int().min(0).max(99).nullish(),
  reason: AddOnInput.shape.reason,
  fingerprint: z.string().max(64).optional(),
});

const inputOf = ({ addon_id, quantity, tier = null, reason }: z.output<typeof Body>) => ({
  ...{ planId: addon_id, quantity, tier, reason },
});

const NAMES = { planId: "addon_id" };

/** With the customer's wallets as they would be; sent back, the fingerprint holds the call to it. */
const PreviewDialect = z
  .object({
    ...SubscriptionDialect.shape,
    ...SoldNow,
    ...{ balances: BalancesDialect, fingerprint: z.string() },
  })
  .meta({ id: "SubscriptionAddonPreview" });

export const SUBSCRIPTION_ADD_ON_ROUTES: readonly Route[] = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/addons",
  scope: "subscriptions:write",
  summary: "Set how many of an add-on a subscription has",
  params: Params,
  body: Body,
  reply: SubscriptionDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const asked = { ...inputOf(body), fingerprint: body.fingerprint };
    const set = setAddOnAsShown(ctx, subscriptionId, asked);
    const { subscription } = await set.catch(inBodyWords(NAMES));
    return subscriptionDialect(ctx, subscription);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { subscriptionId }, body }) => {
      const asked = foreseeAddOn(ctx, subscriptionId, inputOf(body));
      const foreseen = await asked.catch(inBodyWords(NAMES));
      const balances = balancesDialect(foreseen.wallets);
      const { answer, fingerprint } = foreseen;
      const { subscription, now } = answer;
      return { ...subscriptionDialect(ctx, subscription), ...soldNow(now), balances, fingerprint };
    },
  },
});
