/** Calls that stop a subscription or let it go on, and that sell more on top of it. */
import type { Caller } from "./api";
import type { Examples, Ids } from "./api-example";

/** What a shop's subscription has of its own, and the fee that it has pieces of. */
export async function ownTermsBy(
  caller: Caller,
  { subscriptionId, featureId, planId }: Pick<Ids, "subscriptionId" | "featureId" | "planId">,
): Promise<{ readonly overrideId: string; readonly feePriceId: string }> {
  const path = `/subscriptions/${subscriptionId}/overrides`;
  const own = { type: "price", feature_id: featureId, amount: "4", reason: "Agreed by phone" };
  const agreed = await caller.post(path, own);
  if (agreed.status >= 300) throw new Error(`${path}: ${JSON.stringify(agreed.body)}`);
  const plan = await caller.get(`/plans/${planId}`);
  return { overrideId: agreed.body.id, feePriceId: plan.body.prices[0].id };
}

/** Somebody who is paused, and somebody who leaves with the period. */
export async function turnedBy(
  caller: Caller,
  planId: string,
): Promise<Pick<Ids, "pausedSubscriptionId" | "leavingSubscriptionId">> {
  const turned = async (name: string, turn: string): Promise<string> => {
    const customer = await caller.post("/customers", { external_id: name, name });
    const asked = { customer_id: customer.body.id, plan_id: planId };
    const { body } = await caller.post("/subscriptions", asked);
    const done = await caller.post(`/subscriptions/${body.id}/${turn}`, {});
    if (done.status >= 300) throw new Error(`${turn}: ${JSON.stringify(done.body)}`);
    return body.id;
  };
  return {
    pausedSubscriptionId: await turned("paused-1", "pause"),
    leavingSubscriptionId: await turned("leaving-1", "cancel"),
  };
}

export function turnExamples(ids: Ids): Examples {
  const { subscriptionId, addonId, featureId, overrideId, feePriceId } = ids;

  const turnOf = (id: string) => ({
    params: { subscriptionId: id },
    body: { reason: "Ticket 4711" },
    required: [],
  });
  return {
    "put /subscriptions/{subscriptionId}": {
      params: { subscriptionId },
      body: { net_days: 30, po_number: "PO-4711", grant_on: "payment", reason: "New order" },
      required: [],
    },
    "post /subscriptions/{subscriptionId}/pause": turnOf(subscriptionId),
    "post /subscriptions/{subscriptionId}/resume": turnOf(ids.pausedSubscriptionId),
    "post /subscriptions/{subscriptionId}/reactivate": turnOf(ids.leavingSubscriptionId),
    "post /subscriptions/{subscriptionId}/retry-fees": turnOf(subscriptionId),
    "post /subscriptions/{subscriptionId}/addons": {
      params: { subscriptionId },
      body: { addon_id: addonId, quantity: 2 },
      required: ["addon_id", "quantity"],
      ids: ["addon_id"],
    },
    "post /subscriptions/{subscriptionId}/quantities": {
      params: { subscriptionId },
      body: { price_id: feePriceId, quantity: 3 },
      required: ["price_id", "quantity"],
    },
    "post /subscriptions/{subscriptionId}/overrides": {
      params: { subscriptionId },
      body: {
        ...{ type: "price", feature_id: featureId, billing_model: "TIERED", tier_mode: "SLAB" },
        tiers: [{ up_to: "1000", unit_amount: "4" }, { unit_amount: "3" }],
        reason: "Agreed for a year",
      },
      required: ["type", "reason"],
      ids: ["feature_id"],
    },
    "post /subscriptions/{subscriptionId}/overrides/{overrideId}/end": {
      params: { subscriptionId, overrideId },
      body: { reason: "Back to the plan" },
      required: ["reason"],
    },
  };
}
