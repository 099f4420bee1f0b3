import { describe, expect, it } from "vitest";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { moneyText } from "@/lib/money/money";
import { money } from "@/lib/testing/amounts";
import { basic, fee, START } from "@/lib/testing/plan-terms";
import { withCarried } from "./foresee-carried";
import { foreseeStart } from "./foresee-course";
import { planStart } from "./start";

/** A year of 50 USD a month, from what waits for the customer. */
const totalsAfter = (waits: string) => {
  const version = basic({ charges: [fee("50", { billingPeriod: "MONTHLY" })] });
  const start = planStart(version, {
    ...({ startsAt: START, zone: "UTC" } as const),
    ...({ billingCycle: "ANNIVERSARY", billingPeriod: "MONTHLY" } as const),
  });
  const steps = foreseeStart(version, start, new Date("2026-05-01T00:00:00Z"));
  return withCarried(steps, money(waits))
    .filter(({ lines }) => lines.length > 0)
    .map(({ lines }) => moneyText(subtotalOf(lines)));
};

describe("money that waits for the customer's next invoices", () => {
  it("lowers the soonest as far as it asks, then the next: of 120, two months and 20 of the third", () => {
    expect(totalsAfter("120")).toEqual(["0", "0", "30", "50"]);
  });

  it("changes none where nothing waits", () => {
    expect(totalsAfter("0")).toEqual(["50", "50", "50", "50"]);
  });
});
