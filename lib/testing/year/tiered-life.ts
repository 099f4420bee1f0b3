/** What is done in the year of J5, by HTTP: the catalogue is the template that `/setup` makes. */
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { onATestClock } from "../clocked";
import { aReference } from "../factories";
import type { Life } from "./live-year";
import { planIds, runningId } from "./subscriptions";
import { TIERED_USES, TIERED_YEAR, type TieredAct } from "./tiered";

export async function tieredLife(): Promise<Life<TieredAct>> {
  const clock = await onATestClock(TIERED_YEAR.rows[0]?.at ?? "");
  await applyTemplate(clock.ctx, "tiered_plans");
  const resident = await clock.resident("acme", { conversion_rate: "0.1" }, "Europe/Berlin");
  const { customerId, walletId } = resident;
  const { made } = clock;
  const plans = await planIds(clock.caller);
  const change = async (body: object) =>
    made(`/subscriptions/${await runningId(clock.caller, customerId)}/change`, { ...body });
  const turn = async (verb: string, body: object = {}) =>
    made(`/subscriptions/${await runningId(clock.caller, customerId)}/${verb}`, { ...body });
  let bought = "";

  const acts: Life<TieredAct>["acts"] = {
    "tries Starter": async () => {
      await made("/subscriptions", {
        ...{ customer_id: customerId, plan_id: plans.Starter, billing_period: "MONTHLY", tier: 0 },
        trial_period_days: 14,
      });
      await resident.give("200", { grant_type: "promotional", name: "Welcome" });
    },
    uses: (at) =>
      made("/consume", {
        ...{ external_customer_id: "acme", feature_key: "ai_action" },
        ...{ quantity: TIERED_USES[at], idempotency_key: aReference() },
      }),
    "takes 3,000 for the rest of the period": () =>
      change({ billing_period: "MONTHLY", tier: 1, mode: "prorate" }),
    "buys 1,000": async () => {
      const reason = { transaction_reason: "PURCHASED_CREDIT_INVOICED" };
      const asked = { ...reason, credits_to_add: "1000", idempotency_key: aReference() };
      bought = (await made(`/wallets/${walletId}/top-up`, asked)).invoice_id;
    },
    pays: () => clock.caller.put(`/invoices/${bought}/payment`, { payment_status: "SUCCEEDED" }),
    "upgrades to Pro": () =>
      change({ target_plan_id: plans.Pro, billing_period: "MONTHLY", tier: 0 }),
    "goes back to Starter at the end of the period": () =>
      change({ target_plan_id: plans.Starter, billing_period: "MONTHLY", tier: 0 }),
    "pays a year ahead": () => change({ billing_period: "ANNUAL", tier: 0 }),
    "cancels at the end": () => turn("cancel"),
    "comes back": () => turn("reactivate"),
    "cancels now": () => turn("cancel", { cancellation_type: "immediate" }),
  };
  return { clock, resident, acts };
}
