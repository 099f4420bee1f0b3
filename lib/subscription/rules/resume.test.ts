import { describe, expect, it } from "vitest";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { basic, fee, monthlyGrant, START } from "@/lib/testing/plan-terms";
import { nextStep } from "./renewal";
import { resumption } from "./resume";
import { planStart } from "./start";
import { type Course, nextDueAt } from "./subscription";
import { upcomingIssues } from "./upcoming";

const amounts = (lines: readonly InvoiceLine[]) => lines.map(({ amount }) => moneyText(amount));
const at = (text: string) => new Date(`${text}T09:00:00Z`);
const once = {
  ...monthlyGrant,
  id: "welcome" as typeof monthlyGrant.id,
  cadence: "ONE_TIME",
} as const;
const annual = basic({ grants: [monthlyGrant, once] });
const terms = { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY" } as const;
const paused = (course: Course, day: string): Course => ({ ...course, pausedAt: at(day) });

describe("while it is paused", () => {
  const { course } = planStart(annual, { ...terms, billingPeriod: "ANNUAL" });

  it("nothing falls due, however long it lasts", () => {
    const stopped = paused(course, "2026-02-10");
    expect(nextStep(annual, stopped, at("2031-01-01"))).toBeUndefined();
    expect(nextDueAt(stopped)).toBeNull();
    expect(upcomingIssues(annual, stopped, 12)).toEqual([]);
  });

  it("it may end: what is owed is owed for the time until the pause", () => {
    const afterwards = basic({
      charges: [fee("56", { billingPeriod: "MONTHLY", timing: "ARREAR" })],
    });
    const monthly = planStart(afterwards, { ...terms, billingPeriod: "MONTHLY" }).course;
    const endsAt = at("2026-05-01");
    const end = nextStep(afterwards, { ...paused(monthly, "2026-02-14"), endsAt }, endsAt);

    expect(end).toMatchObject({ kind: "end", at: endsAt, ended: { end: at("2026-02-14") } });
    expect(end?.kind === "end" && amounts(end.lines)).toEqual(["28"]);
  });
});

describe("resumed within its period", () => {
  const { course } = planStart(annual, { ...terms, billingPeriod: "ANNUAL" });
  const asked = { billingCycle: "ANNIVERSARY", at: at("2026-04-05") } as const;
  const resumed = resumption(annual, paused(course, "2026-02-10"), asked);

  it("goes on where it would be, without the credits that fell due meanwhile", () => {
    expect(resumed).toMatchObject({
      kind: "goes_on",
      course: { periodIndex: 0, period: course.period, grants: [{ issued: 3 }, { issued: 1 }] },
    });
    expect(resumed.kind === "goes_on" && nextDueAt(resumed.course)).toEqual(at("2026-04-30"));
  });

  it("gives what falls due at that very moment", () => {
    const sharp = resumption(annual, paused(course, "2026-02-10"), {
      ...asked,
      at: at("2026-03-31"),
    });
    expect(sharp.kind === "goes_on" && nextDueAt(sharp.course)).toEqual(at("2026-03-31"));
  });
});

describe("resumed after its period", () => {
  const version = basic({
    charges: [
      fee("31", { billingPeriod: "MONTHLY" }),
      fee("28", { id: fee("1").id, name: "Support", billingPeriod: "MONTHLY", timing: "ARREAR" }),
    ],
    grants: [monthlyGrant, once],
  });
  const { course } = planStart(version, { ...terms, billingPeriod: "MONTHLY" });
  const resume = (day: string, billingCycle: "ANNIVERSARY" | "CALENDAR" = "ANNIVERSARY") => {
    const found = resumption(version, paused(course, "2026-02-14"), { at: at(day), billingCycle });
    if (found.kind !== "anew") throw new Error("it goes on");
    return found.step;
  };

  it("begins a period at once, with its fee and credits, and settles the old one", () => {
    const step = resume("2026-05-10");

    expect(step.ended).toEqual({ start: START, end: at("2026-02-14") });
    expect(step.course).toMatchObject({
      periodIndex: 1,
      period: { start: at("2026-05-10"), end: at("2026-06-10") },
    });
    expect(step.course.pausedAt).toBeUndefined();
    expect(amounts(step.lines)).toEqual(["14", "31"]);
    expect(
      step.issues.map(({ occurrence: { index, dueAt, expiresAt } }) => [index, dueAt, expiresAt]),
    ).toEqual([[1, at("2026-05-10"), at("2026-06-10")]]);
  });

  it("renews from there, and counts on", () => {
    const next = nextStep(version, resume("2026-05-31").course, at("2026-06-30"));

    expect(next).toMatchObject({ kind: "renew", at: at("2026-06-30"), course: { periodIndex: 2 } });
    expect(next?.course.period.end).toEqual(at("2026-07-31"));
    expect(next?.issues.map(({ occurrence }) => occurrence.index)).toEqual([2]);
  });

  it("gives nothing twice for a quarter that still runs, and of the next the share up to the new line", () => {
    const quarterly = {
      ...monthlyGrant,
      ...{
        id: "quarter" as typeof monthlyGrant.id,
        period: { length: "QUARTERLY" as const, count: 1 },
      },
    };
    const plan = basic({ charges: [fee("31", { billingPeriod: "MONTHLY" })], grants: [quarterly] });
    const begun = planStart(plan, { ...terms, billingPeriod: "MONTHLY" }).course;
    const found = resumption(plan, paused(begun, "2026-02-14"), {
      ...{ at: at("2026-03-10"), billingCycle: "ANNIVERSARY" },
    });
    if (found.kind !== "anew") throw new Error("it goes on");

    // Given on 31 January until 30 April; the new quarter ends on 10 June, 41 of 92 days later.
    expect(found.step.issues).toEqual([]);
    expect(found.step.course.grants).toMatchObject([{ issued: 1, nextAt: at("2026-04-30") }]);
    const later = nextStep(plan, found.step.course, at("2026-04-10"));
    expect(later?.issues).toEqual([]);
    const next = later && nextStep(plan, later.course, at("2026-04-30"));
    expect(next?.issues.map(({ occurrence: { period } }) => period)).toEqual([
      { start: at("2026-04-30"), end: at("2026-06-10") },
    ]);
    expect(next?.issues.map(({ grant }) => creditsText(grant.amount))).toEqual(["1114.13"]);
  });

  it("asks for the days left of the month, with calendar billing", () => {
    const step = resume("2026-05-11", "CALENDAR");
    expect(step.course.period.end).toEqual(new Date("2026-06-01T00:00:00Z"));
    // 20 days and 15 hours of 31 days.
    expect(amounts(step.lines)).toEqual(["14", "20.63"]);
  });
});
