import { describe, expect, it } from "vitest";
import { aShopper } from "@/lib/testing/api-wallet";

const TIERS = [
  { up_to: "10", unit_amount: "2" },
  { up_to: "20", unit_amount: "1" },
  { unit_amount: "0.5" },
];

describe("POST /prices/quote", () => {
  it("prices 25 by the table of the specification, tier by tier", async () => {
    const { caller } = await aShopper();
    const quote = (more: object) =>
      caller.post("/prices/quote", {
        quantity: "25",
        billing_model: "TIERED",
        tiers: TIERS,
        ...more,
      });
    const graduated = await quote({ tier_mode: "SLAB" });
    expect(graduated.body).toMatchObject({ total: "32.5", billable: "25", bound: null });
    expect(graduated.body.tiers).toMatchObject([
      { units: "10", amount: "20" },
      { units: "10", amount: "10" },
      { units: "5", amount: "2.5" },
    ]);
    expect((await quote({ tier_mode: "VOLUME" })).body.total).toBe("12.5");
    expect((await quote({ tier_mode: "SLAB", maximum: "30" })).body).toMatchObject({
      ...{ total: "30", bound: "maximum" },
    });
  });

  it("takes 2 % and 0.30 of a payment of 100", async () => {
    const { caller } = await aShopper();
    const share = { billing_model: "PERCENTAGE", percent: "2", fixed_per_event: "0.3" };
    const quote = await caller.post("/prices/quote", { ...share, quantity: "100" });
    expect(quote.body.total).toBe("2.3");
    const three = await caller.post("/prices/quote", { ...share, quantity: "100", events: 3 });
    expect(three.body.total).toBe("2.9");
  });

  it("tries a price that there is: a fee by its pieces, a use by its feature's price", async () => {
    const { caller } = await aShopper();
    const plan = (await caller.post("/plans", { name: "Scale" })).body;
    const fee = { plan_id: plan.id, type: "FIXED", amount: "15", quantity: 3, free_quantity: 1 };
    const { body: price } = await caller.post("/prices", fee);
    const quote = await caller.post("/prices/quote", { price_id: price.id, quantity: "4" });
    expect(quote.body).toMatchObject({ total: "45", billable: "3" });
    const feature = { name: "Rows", meter: { event_name: "rows" } };
    const { body: rows } = await caller.post("/features", feature);
    const used = { plan_id: plan.id, type: "USAGE", feature_id: rows.id, amount: "0.5" };
    const { body: perRow } = await caller.post("/prices", { ...used, price_unit: "credits" });
    const tried = await caller.post("/prices/quote", { price_id: perRow.id, quantity: "9" });
    expect(tried.body).toMatchObject({ total: "4.5", credit_unit: "credits", currency: null });
  });

  it("says what keeps a price from being one, by the body's names", async () => {
    const { caller } = await aShopper();
    const overlapping = [TIERS[1], TIERS[0], TIERS[2]];
    const refused = await caller.post("/prices/quote", {
      ...{ quantity: "1", billing_model: "TIERED", tier_mode: "SLAB", tiers: overlapping },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ pointer: "/tiers/1/up_to" }]);
    const both = await caller.post("/prices/quote", {
      quantity: "1",
      price_id: "price_x",
      amount: "1",
    });
    expect(both.body.errors).toMatchObject([{ pointer: "/price_id" }]);
  });
});
