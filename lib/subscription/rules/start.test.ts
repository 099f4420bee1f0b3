import { describe, expect, it } from "vitest";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { moneyText } from "@/lib/money/money";
import { basic, fee, START } from "@/lib/testing/plan-terms";
import { nextStep } from "./renewal";
import { billingPeriodOf, planStart } from "./start";
import { nextDueAt } from "./subscription";

const amounts = (lines: readonly InvoiceLine[]) => lines.map(({ amount }) => moneyText(amount));

describe("the start of an annual plan with monthly credits", () => {
  const terms = { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY" } as const;
  const { course, issues, lines } = planStart(basic(), { ...terms, billingPeriod: "ANNUAL" });

  it("gives the first month's credits and asks for the year", () => {
    expect(issues.map(({ occurrence }) => occurrence.expiresAt?.toISOString())).toEqual([
      "2026-02-28T09:00:00.000Z",
    ]);
    expect(amounts(lines)).toEqual(["588"]);
  });

  it("is next due in a month, long before its period ends", () => {
    expect(nextDueAt(course)?.toISOString()).toBe("2026-02-28T09:00:00.000Z");
    expect(course.period.end.toISOString()).toBe("2027-01-31T09:00:00.000Z");
  });
});

describe("the start with calendar billing", () => {
  it("asks for the days left of the month, and then for whole months", () => {
    const version = basic({ charges: [fee("31", { billingPeriod: "MONTHLY" })] });
    const terms = { startsAt: new Date("2026-01-10T00:00:00Z"), zone: "UTC" };
    const { course, lines } = planStart(version, {
      ...terms,
      billingCycle: "CALENDAR",
      billingPeriod: "MONTHLY",
    });
    const renewal = nextStep(version, course, new Date("2026-02-01T00:00:00Z"));

    expect(amounts(lines)).toEqual(["22"]);
    expect(renewal?.kind === "renew" && amounts(renewal.lines)).toEqual(["31"]);
  });
});

describe("a fee without a name", () => {
  it("is told by the plan's", () => {
    const version = basic({ planName: "Team", charges: [fee("588", { name: "" })] });
    const terms = { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY" } as const;
    const { lines } = planStart(version, { ...terms, billingPeriod: "ANNUAL" });
    expect(lines.map(({ description }) => description)).toEqual(["Team"]);
  });
});

describe("billingPeriodOf", () => {
  const both = { charges: [fee("588"), fee("59", { billingPeriod: "MONTHLY" })] };

  it("is that of the fees, or what was asked for where they have several", () => {
    expect(billingPeriodOf(basic(), null)).toEqual({ length: "ANNUAL" });
    expect(billingPeriodOf(both, "MONTHLY")).toEqual({ length: "MONTHLY" });
    expect(billingPeriodOf(basic({ charges: [] }), null)).toEqual({ length: "MONTHLY" });
  });

  it("says what is wrong where it cannot tell, or the plan has no such fee", () => {
    expect(billingPeriodOf(both, null)).toHaveProperty("fault");
    expect(billingPeriodOf(basic(), "QUARTERLY")).toHaveProperty("fault");
  });
});
