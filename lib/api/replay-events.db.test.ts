import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aShopper, aWalletBy } from "@/lib/testing/api-wallet";
import { aContext } from "@/lib/testing/factories";

/** Three uses of four credits each that a wallet of two could not pay. */
async function threeRefused() {
  const shopper = await aShopper();
  const { caller } = shopper;
  const wallet = await aWalletBy(caller, {
    ...{ initial_credits_to_load: 2, shortage_policy: "REFUSE" },
  });
  const at = (day: number) => new Date(Date.now() - day * 86_400_000).toISOString();
  const meter = { event_name: "call.made" };
  const { body: feature } = await caller.post("/features", { name: "Call", meter });
  const cost = { credits_per_unit: "4", effective_from: at(30) };
  await caller.post(`/features/${feature.id}/credit-costs`, cost);
  for (const [index, day] of [3, 2, 1].entries()) {
    const event = { event_name: "call.made", external_customer_id: "flex-1", timestamp: at(day) };
    const sent = await caller.post("/events", { ...event, event_id: `call-${index}` });
    expect(sent.body).toMatchObject({ status: "refused" });
  }
  const credited = () => caller.post("/credit-grants", { wallet_id: wallet.id, amount: "8" });
  const balance = async () => (await caller.get(`/wallets/${wallet.id}`)).body.credit_balance;
  const idOf = async (index: number) => (await caller.get(`/events/call-${index}`)).body.event.id;
  return { ...shopper, wallet, at, credited, balance, idOf };
}

describe("replaying events by API", () => {
  it("takes a refused one once there are credits, and never twice", async () => {
    const { caller, credited, balance, idOf } = await threeRefused();
    const id = await idOf(0);
    const still = await caller.post(`/events/${id}/replay`, {});
    expect(still.body).toMatchObject({ status: "refused", code: "insufficient_credits" });
    await credited();
    const taken = await caller.post("/events/call-0/replay", {});
    expect(taken).toMatchObject({ status: 200, body: { status: "accepted", credits: "4" } });
    expect(await balance()).toBe("6");
    const again = await caller.post(`/events/${id}/replay`, {});
    expect(again).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(await balance()).toBe("6");
  });

  it("decides a customer's kept events of a range, oldest first, as far as credits go", async () => {
    const { caller, credited, balance, at } = await threeRefused();
    await credited();
    const range = { from: at(2.5), to: at(0.5) };
    const replayed = await caller.post("/events/replay", {
      ...{ external_customer_id: "flex-1", ...range },
    });
    expect(replayed.body).toMatchObject({ accepted: 2, refused: 0 });
    expect(await balance()).toBe("2");
    const rest = await caller.post("/events/replay", { external_customer_id: "flex-1" });
    expect(rest.body).toMatchObject({ accepted: 0, refused: 1 });
    expect(rest.body.results).toMatchObject([{ event_id: "call-0", status: "refused" }]);
  });

  it("touches nobody else's", async () => {
    const { credited, balance, idOf } = await threeRefused();
    await credited();
    const stranger = await aCaller(await aContext());
    expect((await stranger.post(`/events/${await idOf(0)}/replay`, {})).status).toBe(404);
    const none = await stranger.post("/events/replay", { external_customer_id: "flex-1" });
    expect(none.body).toMatchObject({ accepted: 0, refused: 0, results: [] });
    expect(await balance()).toBe("10");
  });
});
