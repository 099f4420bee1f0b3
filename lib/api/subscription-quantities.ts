/** How many pieces of its plan's recurring fees a subscription has. */
import * as z from "zod";
import { ChargeId, SubscriptionId } from "@/lib/ids";
import { QuantityInput } from "@/lib/subscription/schema";
import { foreseeQuantity, setQuantityAsShown } from "@/lib/subscription/writes/foresee-quantity";
import { SoldNow, soldNow } from "./dialect/sold-now";
import { SubscriptionDialect, subscriptionDialect } from "./dialect/subscription";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { inBodyWords } from "./pour";
import { type Route, route } from "./route";

const Body = z.strictObject({
  /** A recurring price of the plan. */
  price_id: ChargeId,
  /** How many pieces there are to be: more come at once, fewer with the next period. */
  quantity: QuantityInput.shape.quantity,
  reason: QuantityInput.shape.reason,
  fingerprint: z.string().max(64).optional(),
});

const NAMES = { chargeId: "price_id" };

/** With the customer's wallets as they would be; sent back, the fingerprint holds the call to it. */
const PreviewDialect = z
  .object({
    ...SubscriptionDialect.shape,
    ...SoldNow,
    ...{ balances: BalancesDialect, fingerprint: z.string() },
  })
  .meta({ id: "SubscriptionQuantityPreview" });

export const QUANTITY_ROUTES: readonly Route[] = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/quantities",
  scope: "subscriptions:write",
  summary: "Set how many pieces of a recurring price a subscription has",
  params: z.object({ subscriptionId: SubscriptionId }),
  body: Body,
  reply: SubscriptionDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { subscriptionId }, body: { price_id: chargeId, ...asked } }) => {
    const set = setQuantityAsShown(ctx, subscriptionId, { chargeId, ...asked });
    const { subscription } = await set.catch(inBodyWords(NAMES));
    return subscriptionDialect(ctx, subscription);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { subscriptionId }, body: { price_id: chargeId, ...asked } }) => {
      const foreseen = foreseeQuantity(ctx, subscriptionId, { chargeId, ...asked });
      const { answer, wallets, fingerprint } = await foreseen.catch(inBodyWords(NAMES));
      return {
        ...subscriptionDialect(ctx, answer.subscription),
        ...soldNow(answer.now),
        ...{ balances: balancesDialect(wallets), fingerprint },
      };
    },
  },
});
