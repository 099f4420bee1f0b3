import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aShopper, aWalletBy } from "@/lib/testing/api-wallet";
import { aContext } from "@/lib/testing/factories";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const range = () => `from=${inDays(-1)}&to=${inDays(1)}`;

/** Two customers who made calls at two credits each: three, and one. */
async function callers() {
  const shopper = await aShopper();
  const { caller } = shopper;
  await caller.post("/customers", { external_id: "acme", name: "Acme" });
  const wallet = await aWalletBy(caller, { initial_credits_to_load: 100 });
  await aWalletBy(caller, { external_customer_id: "acme", initial_credits_to_load: 100 });
  const meter = { event_name: "call.made" };
  await caller.post("/features", { name: "Call", meter, credits_per_unit: "2" });
  for (const [index, who] of ["flex-1", "flex-1", "flex-1", "acme"].entries()) {
    const event = { event_name: "call.made", external_customer_id: who };
    await caller.post("/events", { ...event, event_id: `call-${index}` });
  }
  return { ...shopper, wallet };
}

describe("reports by API", () => {
  it("sum the use of all customers, the most first", async () => {
    const { caller } = await callers();
    const byFeature = await caller.get(`/reports/consumption?${range()}`);
    expect(byFeature.body).toMatchObject({
      ...{ by: "feature", total: "8" },
      items: [{ name: "Call", credits: "8", events: 4, refused: 0 }],
    });
    const byCustomer = await caller.get(`/reports/consumption?${range()}&by=customer`);
    expect(byCustomer.body.items.map(({ credits }: { credits: string }) => credits)).toEqual([
      ...["6", "2"],
    ]);
  });

  it("tell what lapses within so many days, the soonest first", async () => {
    const { caller, wallet } = await callers();
    for (const [amount, days] of [
      ["5", 9],
      ["7", 3],
      ["11", 40],
    ] as const) {
      const grant = { wallet_id: wallet.id, amount, name: `For ${days}`, expires_at: inDays(days) };
      await caller.post("/credit-grants", grant);
    }
    const soon = await caller.get("/reports/expiring");
    expect(soon.body.total).toBe("12");
    expect(soon.body.items.map(({ amount }: { amount: string }) => amount)).toEqual(["7", "5"]);
    expect((await caller.get("/reports/expiring?days=60&limit=1")).body).toMatchObject({
      ...{ total: "23", items: [{ name: "For 3", customer: { external_id: "flex-1" } }] },
    });
  });

  it("refuse a range that ends before it begins, and tell nobody else's figures", async () => {
    const { caller } = await callers();
    const backwards = await caller.get(`/reports/consumption?from=${inDays(1)}&to=${inDays(0)}`);
    expect(backwards.status).toBe(400);
    const stranger = await aCaller(await aContext());
    expect((await stranger.get(`/reports/consumption?${range()}`)).body.items).toEqual([]);
    expect((await stranger.get("/reports/expiring")).body).toEqual({ items: [], total: "0" });
  });
});
