import { describe, expect, it } from "vitest";
import { soldDeed } from "./sold-words";

const foreseen = (now: Partial<Parameters<typeof soldDeed>[1] & object>["now"]) => ({
  subscription: { currency: "USD" },
  now: { ...{ charged: "0", given: "0", pending: "0", drawn: "0" }, ...now },
});

describe("what the button of a sale says", () => {
  it("is what comes at once, in money and credits", () => {
    const now = { charged: "50", given: "2000", pending: "0", drawn: "0" };
    expect(soldDeed(2, foreseen(now))).toBe("Invoice $50.00 and grant 2,000 credits");
    expect(soldDeed(2, foreseen({ ...now, given: "0" }))).toBe("Invoice $50.00");
    expect(soldDeed(2, foreseen({ ...now, charged: "0", given: "0", drawn: "50" }))).toBe(
      "Draw 50 credits",
    );
  });

  it("is the change alone where nothing comes at once, or nobody knows yet", () => {
    expect(soldDeed(1, foreseen(undefined))).toBe("Change");
    expect(soldDeed(0, foreseen(undefined))).toBe("Remove");
    expect(soldDeed(0, undefined)).toBe("Remove");
  });
});
