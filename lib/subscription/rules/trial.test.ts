import { describe, expect, it } from "vitest";
import type { PlanGrant } from "@/lib/catalog/rules/catalog";
import type { PlanGrantId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { credits } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant, START } from "@/lib/testing/plan-terms";
import { nextStep, type Step } from "./renewal";
import { planStart, trialDaysOf } from "./start";
import { nextDueAt } from "./subscription";

const trialCredits: PlanGrant = {
  ...monthlyGrant,
  id: "grant-trial" as PlanGrantId,
  amount: credits("100"),
  cadence: "ONE_TIME",
  expiry: { kind: "TRIAL" },
};
const version = basic({
  charges: [fee("149", { billingPeriod: "MONTHLY", trialDays: 14 })],
  grants: [trialCredits, { ...monthlyGrant, amount: credits("2000") }],
});
const terms = { startsAt: START, zone: "UTC", billingPeriod: "MONTHLY" } as const;
const start = planStart(version, { ...terms, billingCycle: "ANNIVERSARY", trialDays: 14 });
const given = ({ issues }: Pick<Step, "issues">) =>
  issues.map(({ grant, occurrence: { dueAt, expiresAt } }) => [
    creditsText(grant.amount),
    ...[dueAt, expiresAt].map((at) => at?.toISOString().slice(0, 10)),
  ]);
const asked = (step: Step | undefined) =>
  step && step.kind !== "issue" ? step.lines.map(({ amount }) => moneyText(amount)) : undefined;

describe("a trial of 14 days", () => {
  it("asks for nothing, and gives credits of its own that end with it", () => {
    expect(start.lines).toEqual([]);
    expect(given(start)).toEqual([["100", "2026-01-31", "2026-02-14"]]);
    expect(nextDueAt(start.course)).toEqual(new Date("2026-02-14T09:00:00Z"));
    expect(start.course.periodIndex).toBe(-1);
  });

  it("is followed by the plan, with its first fee and credits, counted from there", () => {
    const begun = nextStep(version, start.course, new Date("2026-02-14T09:00:00Z"));
    const next = begun && nextStep(version, begun.course, new Date("2026-03-14T09:00:00Z"));

    expect(begun).toMatchObject({ kind: "renew", course: { periodIndex: 0 } });
    expect(begun && given(begun)).toEqual([["2000", "2026-02-14", "2026-03-14"]]);
    expect(asked(begun)).toEqual(["149"]);
    expect(next && given(next)).toEqual([["2000", "2026-03-14", "2026-04-14"]]);
    expect(asked(next)).toEqual(["149"]);
  });

  it("asks for the share of the month that is left, with calendar billing", () => {
    const { course } = planStart(version, { ...terms, billingCycle: "CALENDAR", trialDays: 14 });
    const begun = nextStep(version, course, new Date("2026-02-14T09:00:00Z"));

    expect(begun?.course.period.end).toEqual(new Date("2026-03-01T00:00:00Z"));
    // 14 days and 15 hours of 28 days.
    expect(asked(begun)).toEqual(["77.83"]);
  });

  it("costs nothing at all where it is not stayed for, nor where fees are asked afterwards", () => {
    const afterwards = basic({
      charges: [fee("149", { billingPeriod: "MONTHLY", timing: "ARREAR" })],
    });
    const { course } = planStart(afterwards, {
      ...terms,
      billingCycle: "ANNIVERSARY",
      trialDays: 14,
    });
    const end = nextStep(afterwards, { ...course, endsAt: course.period.end }, course.period.end);

    expect(end?.kind).toBe("end");
    expect(asked(end)).toEqual([]);
    expect(asked(nextStep(afterwards, course, course.period.end))).toEqual([]);
  });

  it("ends at the same local time, over a change of the clocks", () => {
    const startsAt = new Date("2026-03-20T08:00:00Z");
    const { course } = planStart(version, {
      ...terms,
      ...{ startsAt, zone: "Europe/Berlin", billingCycle: "ANNIVERSARY", trialDays: 14 },
    });
    expect(course.trialEndsAt).toEqual(new Date("2026-04-03T07:00:00Z"));
  });
});

describe("without a trial", () => {
  it("no credits of it are given", () => {
    const plain = planStart(version, { ...terms, billingCycle: "ANNIVERSARY" });
    expect(given(plain)).toEqual([["2000", "2026-01-31", "2026-02-28"]]);
  });
});

describe("trialDaysOf", () => {
  it("is the longest of the fees of that billing period", () => {
    const charges = [
      fee("1", { trialDays: 7 }),
      fee("2", { trialDays: 14 }),
      fee("3", { billingPeriod: "MONTHLY", trialDays: 30 }),
    ];
    expect([trialDaysOf({ charges }, "ANNUAL"), trialDaysOf({ charges }, "QUARTERLY")]).toEqual([
      14, 0,
    ]);
  });
});
