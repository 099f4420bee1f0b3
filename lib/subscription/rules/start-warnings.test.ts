import { describe, expect, it } from "vitest";
import type { Entitlement, PlanVersion } from "@/lib/catalog/rules/catalog";
import { newId } from "@/lib/ids";
import { quantityFromRow } from "@/lib/money/quantity";
import { basic, START } from "@/lib/testing/plan-terms";
import { foreseeStart } from "./foresee-course";
import { planStart } from "./start";
import { startWarnings } from "./start-warnings";
import type { BillingCycle } from "./subscription";

const YEAR = new Date("2027-02-01T00:00:00Z");

type Told = { at?: Date; others?: number; billingCycle?: BillingCycle };

/** What is told of a start on the 31st of January. */
function told(
  version: PlanVersion,
  { at = START, others = 0, billingCycle = "ANNIVERSARY" }: Told = {},
): readonly string[] {
  const start = planStart(version, {
    ...{ startsAt: START, zone: "UTC", billingCycle, billingPeriod: "ANNUAL" },
  });
  const steps = foreseeStart(version, start, YEAR);
  return startWarnings(steps, { at, others, anchored: start.course, version });
}

describe("what one should know before a start", () => {
  it("is nothing, where it starts now", () => {
    expect(told(basic())).toEqual([]);
  });

  it("is the invoices and ended credits of a start that lies behind", () => {
    expect(told(basic(), { at: new Date("2027-01-31T09:00:00Z") })).toEqual([
      "The start lies in the past: 2 invoices are issued at once.",
      "12 grants are given for a time that has ended already.",
    ]);
  });

  it("is that nothing is asked and nothing given", () => {
    expect(told(basic({ charges: [], grants: [] }))).toEqual([
      "The plan asks no fee and gives no credits.",
    ]);
  });

  it.each([
    [1, "twice"],
    [2, "3 times"],
  ])("is that the customer has %i of the plan already", (others, times) => {
    expect(told(basic(), { others })).toEqual([
      `The customer has this plan already: it would be had ${times}.`,
    ]);
  });

  it("is that what is counted by the period is not cut with a short first one", () => {
    const exports: Entitlement = {
      ...{ id: newId(), featureId: newId(), isEnabled: true, includedUnits: null },
      ...{ usageLimit: quantityFromRow("50"), isSoftLimit: true, reset: "BILLING_PERIOD" },
      ...{ per: { kind: "customer" }, staticValue: null },
    };
    const plan = basic({ entitlements: [exports] });
    const daily = basic({ entitlements: [{ ...exports, reset: "DAY" }] });

    expect(told(plan, { billingCycle: "CALENDAR" })).toEqual([
      "The first period is cut short: included units and limits hold for it in full.",
    ]);
    expect(told(daily, { billingCycle: "CALENDAR" })).toEqual([]);
    expect(told(plan)).toEqual([]);
  });
});
