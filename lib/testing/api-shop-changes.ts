/** Somebody who is about to change plans, and calls that would do it. */
import type { Caller } from "./api";
import type { Examples } from "./api-example";
import { aReference } from "./factories";

/** What a shop has of it. */
export type ChangingIds = {
  /** Dearer than the plan that the subscription has. */
  readonly dearerPlanId: string;
  readonly changingSubscriptionId: string;
  /** A change of that subscription at its period's end. */
  readonly scheduleId: string;
  /** Whose renewal date can be moved. */
  readonly movingSubscriptionId: string;
};

export async function aChangingCustomer(caller: Caller, planId: string): Promise<ChangingIds> {
  const made = async (path: string, body: object) => {
    const answer = await caller.post(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const plan = await made("/plans", { name: "Enterprise" });
  await made("/prices", { plan_id: plan.id, type: "FIXED", amount: "800" });
  const customer = await made("/customers", { external_id: "changing-1", name: "Changing" });
  const subscription = await made("/subscriptions", { customer_id: customer.id, plan_id: planId });
  const settled = await made("/customers", { external_id: "settled-1", name: "Settled" });
  await made("/wallets", { customer_id: settled.id, currency: "USD" });
  const moving = await made("/subscriptions", { customer_id: settled.id, plan_id: planId });
  const change = { target_plan_id: plan.id, change_at: "end_of_period" };
  const scheduled = await made(`/subscriptions/${subscription.id}/change`, change);
  return {
    dearerPlanId: plan.id,
    changingSubscriptionId: subscription.id,
    scheduleId: scheduled.id,
    movingSubscriptionId: moving.id,
  };
}

export const changeExamples = ({
  dearerPlanId,
  changingSubscriptionId,
  scheduleId,
  movingSubscriptionId,
}: ChangingIds): Examples => {
  const change = {
    params: { subscriptionId: changingSubscriptionId },
    body: { target_plan_id: dearerPlanId, mode: "restart", idempotency_key: aReference() },
    required: [],
    ids: ["target_plan_id"],
  };
  return {
    "post /plans/{planId}/migrations": {
      ...{ params: { planId: dearerPlanId }, body: { change_at: "immediate" }, required: [] },
    },
    "post /subscriptions/{subscriptionId}/change": change,
    "post /subscriptions/{subscriptionId}/change/execute": change,
    "post /subscriptions/{subscriptionId}/renewal-date": {
      params: { subscriptionId: movingSubscriptionId },
      body: { billing_cycle: "calendar", reason: "One day for all", idempotency_key: aReference() },
      required: [],
    },
    "post /subscriptions/renewal-dates": {
      ...{ params: {}, required: [] },
      body: {
        subscription_ids: [movingSubscriptionId],
        ...{ day_of_month: 16, reason: "One day for all of a plan" },
      },
    },
    "post /subscriptions/schedules/{scheduleId}/cancel": {
      params: { scheduleId },
      body: {},
      required: [],
    },
  };
};
