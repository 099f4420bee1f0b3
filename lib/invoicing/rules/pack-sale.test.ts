import { describe, expect, it } from "vitest";
import { newId, type PlanId } from "@/lib/ids";
import { type Buyer, type PackLimits, packRefusal } from "./pack-sale";

const [PRO, BASIC] = [newId<PlanId>(), newId<PlanId>()];

const refusal = (limits: Partial<PackLimits>, quantity: number, buyer: Partial<Buyer> = {}) =>
  packRefusal(
    {
      minQuantity: 1,
      maxQuantity: null,
      quantityStep: 1,
      maxPerCustomer: null,
      ...limits,
      planIds: limits.planIds ?? [],
    },
    quantity,
    { planIds: [], bought: 0, ...buyer },
  );

describe("packRefusal", () => {
  it("sells any number to anybody where nothing is bounded", () => {
    expect([1, 2, 1_000_000].map((quantity) => refusal({}, quantity))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("counts pieces from the fewest to the most, in steps from the fewest", () => {
    const limits = { minQuantity: 2, maxQuantity: 8, quantityStep: 3 };
    const sold = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((count) => !refusal(limits, count));

    expect(sold).toEqual([2, 5, 8]);
    expect(refusal(limits, 1)).toEqual({ field: "quantity", message: "At least 2 at a time" });
    expect(refusal(limits, 11)).toEqual({ field: "quantity", message: "At most 8 at a time" });
    expect(refusal(limits, 3)?.message).toBe("In steps of 3 from 2: 2, 5, 8 and so on");
  });

  it("holds a customer to what one may buy in all", () => {
    const limits = { maxPerCustomer: 3 };

    expect(refusal(limits, 1, { bought: 2 })).toBeUndefined();
    expect(refusal(limits, 2, { bought: 2 })?.message).toBe(
      "This customer may buy 1 more, of 3 in all",
    );
    expect(refusal(limits, 1, { bought: 4 })?.message).toBe(
      "This customer has bought all 3 that one may buy",
    );
  });

  it("asks for one of its plans first", () => {
    const limits = { planIds: [PRO], maxQuantity: 1 };

    expect(refusal(limits, 2, { planIds: [BASIC] })?.field).toBe("packId");
    expect(refusal(limits, 2, { planIds: [BASIC, PRO] })?.field).toBe("quantity");
    expect(refusal(limits, 1, { planIds: [PRO] })).toBeUndefined();
  });
});
