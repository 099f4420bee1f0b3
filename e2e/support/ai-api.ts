/** A business that sells an AI API by credits, its wallets, grants and events made by API (J3). */
import type { Api } from "./api";

export const ACME = { external_id: "acme", name: "Acme Robotics" };

/** Calls of models at what each says, of endpoints at 1 C and premium ones at 5 C, minutes at 1 C. */
export async function sellAiApi(api: Api): Promise<void> {
  const inferred = await api.made("/features", {
    ...{ name: "AI credits", lookup_key: "ai_credits", credits_per_unit: "1" },
    meter: { event_name: "model.inference", aggregation: { type: "SUM", field: "credits" } },
  });
  // What a feature is priced by is what its use is told apart by.
  await api.made(`/features/${inferred.id}/credit-costs`, {
    ...{ credits_per_unit: "1", property: "model", values: ["large", "small"] },
  });
  const calls = await api.made("/features", {
    ...{ name: "API calls", lookup_key: "api_calls", credits_per_unit: "1" },
    ...{ unit_singular: "call", unit_plural: "calls", meter: { event_name: "api.call" } },
  });
  await api.made(`/features/${calls.id}/credit-costs`, {
    ...{ credits_per_unit: "5", property: "tier", values: ["premium"] },
  });
  await api.made("/features", {
    ...{ name: "Compute", lookup_key: "compute_minutes", credits_per_unit: "1" },
    ...{ unit_singular: "minute", unit_plural: "minutes", meter: { event_name: "compute.minute" } },
  });
}

export type Acme = { readonly customerId: string; readonly walletId: string };

/** The customer with a wallet of credits, and as many in it. */
export async function acme(api: Api, credits = "0", more: object = {}): Promise<Acme> {
  const customer = await api.made("/customers", { ...ACME, ...more });
  const wallet = await api.made("/wallets", {
    ...{ customer_id: customer.id, currency: "credits", name: "Paid credits" },
    initial_credits_to_load: credits,
  });
  return { customerId: customer.id, walletId: wallet.id };
}

export const availableIn = async (api: Api, walletId: string): Promise<string> =>
  (await api.get(`/wallets/${walletId}/balance/real-time`)).body.figures.available;

export const used = (eventId: string, eventName: string, properties: object = {}) => ({
  ...{ event_name: eventName, event_id: eventId, properties },
  external_customer_id: ACME.external_id,
});
