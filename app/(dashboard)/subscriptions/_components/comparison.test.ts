import { describe, expect, it } from "vitest";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { comparisonOf, isSoldBy, lengthsOf } from "./comparison";

const offer = (over: Partial<OfferView>): OfferView => ({
  ...{
    planId: "plan_1",
    planVersionId: "plv_1",
    productId: "prod_1",
    kind: "PLAN",
    name: "Plan",
    product: "",
  },
  ...{ versionNumber: 1, currency: "USD", trialDays: 0 },
  ...{ fees: [], tiers: [], credits: [], limits: [], features: [], periods: [] },
  ...over,
});

const feature = (name: string, over: Partial<OfferView["features"][number]> = {}) => ({
  ...({ featureId: name, name, type: "METERED", isEnabled: true, reset: "MONTH" } as const),
  ...{ includedUnits: null, usageLimit: null, isSoftLimit: false, staticValue: null },
  ...{ unitPlural: "exports", ...over },
});

const free = offer({
  name: "Free",
  credits: [
    {
      ...{ planGrantId: "pgr_1", name: "Free credits", credits: "100", creditUnit: "credits" },
      ...({ cadence: "RECURRING", period: "MONTHLY" } as const),
    },
  ],
  features: [feature("Export", { includedUnits: "50" })],
});

const tiers = (period: "MONTHLY" | "ANNUAL", steps: [string, string][]) => ({
  ...{ chargeId: period, name: "Credits", creditUnit: "credits", period },
  cadence: "PERIOD_START" as const,
  tiers: steps.map(([credits, price]) => ({ credits, price })),
});

const starter = offer({
  name: "Starter",
  trialDays: 14,
  tiers: [
    tiers("MONTHLY", [
      ["2000", "149"],
      ["3000", "199"],
    ]),
    tiers("ANNUAL", [["24000", "1800"]]),
  ],
  periods: ["MONTHLY", "ANNUAL"],
  features: [
    feature("Export"),
    feature("Sync", { type: "BOOLEAN" }),
    feature("Audit", { type: "BOOLEAN", isEnabled: false }),
  ],
});

const yearly = offer({
  name: "Basic",
  fees: [
    {
      ...{ chargeId: "fee", name: "Basic", amount: "588", unit: "USD", isMoney: true },
      ...({ quantity: 1, freeQuantity: 0, period: "ANNUAL" } as const),
    },
    {
      ...{ chargeId: "mail", name: "Mailboxes", amount: "50", unit: "credits", isMoney: false },
      ...({ quantity: 1, freeQuantity: 1, period: "MONTHLY" } as const),
    },
  ],
  periods: ["ANNUAL"],
});

const cellsOf = (length: "MONTHLY" | "ANNUAL") =>
  Object.fromEntries(
    comparisonOf([free, starter, yearly], length).rows.map(({ name, cells }) => [name, cells]),
  );

describe("plans side by side", () => {
  it("say what each asks and gives by the month", () => {
    expect(cellsOf("MONTHLY")).toMatchObject({
      "Price / month": [["Free"], ["$149.00 for 2,000", "$199.00 for 3,000"], ["only by the year"]],
      Credits: [["100 credits / month"], ["2,000 or 3,000 credits / month"], []],
      Trial: [[], ["14 days"], []],
    });
  });

  it("and by the year, with fees in credits beside", () => {
    expect(cellsOf("ANNUAL")).toMatchObject({
      "Price / year": [["Free"], ["$1,800.00"], ["$588.00"]],
      Credits: [["100 credits / month"], ["24,000 credits / year"], []],
      "In credits": [[], [], ["Mailboxes 50 credits / month, the first free"]],
    });
  });

  it("tell each feature once, as each plan allows it", () => {
    expect(cellsOf("MONTHLY")).toMatchObject({
      Export: [["50 exports free a month"], ["each use is priced"], []],
      Sync: [[], ["included"], []],
      Audit: [[], ["not included"], []],
    });
  });

  it("leave out what none of them has", () => {
    const names = comparisonOf([free], "MONTHLY").rows.map(({ name }) => name);
    expect(names).toEqual(["Price / month", "Credits", "Export"]);
  });

  it("are sold by the periods of their fees, and by any without one", () => {
    expect(lengthsOf([free, starter, yearly])).toEqual(["MONTHLY", "ANNUAL"]);
    expect([free, starter, yearly].map((one) => isSoldBy(one, "MONTHLY"))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
