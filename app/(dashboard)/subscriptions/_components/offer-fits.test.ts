import { describe, expect, it } from "vitest";
import { billedPeriod, fitsPeriod } from "./offer-fits";

const fee = (period: "MONTHLY" | "ANNUAL", isMoney: boolean) => ({
  ...{ chargeId: "price_1", name: "", amount: "25", unit: isMoney ? "USD" : "credits" },
  ...{ isMoney, period, quantity: 1, freeQuantity: 0 },
});

describe("an add-on beside a plan", () => {
  it("fits where its money is asked by the plan's period; credits are drawn by periods of their own", () => {
    const packageOf = { fees: [fee("MONTHLY", true)], tiers: [] };
    expect([fitsPeriod(packageOf, "MONTHLY"), fitsPeriod(packageOf, "QUARTERLY")]).toEqual([
      true,
      false,
    ]);
    expect(fitsPeriod({ fees: [fee("ANNUAL", false)], tiers: [] }, "MONTHLY")).toBe(true);
    expect(fitsPeriod(packageOf, undefined)).toBe(true);
  });

  it("is held to the chosen period, or to the only one", () => {
    expect(billedPeriod({ periods: ["MONTHLY", "ANNUAL"] }, null)).toBeUndefined();
    expect(billedPeriod({ periods: ["MONTHLY", "ANNUAL"] }, "ANNUAL")).toBe("ANNUAL");
    expect(billedPeriod({ periods: ["MONTHLY"] }, null)).toBe("MONTHLY");
  });
});
