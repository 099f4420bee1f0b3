/** A customer who uses a metered feature at five credits a unit, and sends events by REST. */
import { aCaller, type Caller } from "./api";
import { aContext } from "./factories";

export async function aUser(credits = "100") {
  const ctx = await aContext();
  const caller = await aCaller(ctx);
  const customer = (await caller.post("/customers", { external_id: "flex-1", name: "Flex" })).body;
  const feature = (
    await caller.post("/features", {
      name: "Contact export",
      meter: { event_name: "contact.exported", aggregation: { type: "SUM", field: "count" } },
      credits_per_unit: "5",
    })
  ).body;
  const wallet = (
    await caller.post("/wallets", {
      external_customer_id: "flex-1",
      currency: "credits",
      initial_credits_to_load: credits,
    })
  ).body;
  return { ctx, caller, customer, feature, wallet };
}

export const anEvent = (over: object = {}) => ({
  event_name: "contact.exported",
  external_customer_id: "flex-1",
  properties: { count: "2" },
  ...over,
});

export const available = async (caller: Caller, wallet: { id: string }) =>
  (await caller.get(`/wallets/${wallet.id}/balance/real-time`)).body.figures.available;
