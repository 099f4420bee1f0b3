import { describe, expect, it } from "vitest";
import type { Commitment, PlanVersion } from "@/lib/catalog/rules/catalog";
import { moneyText } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { basic, fee } from "@/lib/testing/plan-terms";
import type { PeriodLength } from "@/lib/time/period";
import {
  agreedFor,
  commitmentClose,
  committedPeriod,
  countsTowards,
  missingTo,
} from "./commitment";
import { type Measure, worthOfAsked, worthOfDrawn } from "./commitment-worth";
import { nothingStands, withTrueUps } from "./foresee-commitment";
import { foreseeCourse } from "./foresee-course";
import { nextStep, type Step } from "./renewal";
import { planStart } from "./start";
import type { BillingCycle, Course } from "./subscription";

const committing = (over: Partial<Commitment> = {}, version: Partial<PlanVersion> = {}) =>
  basic({
    charges: [fee("10", { billingPeriod: "MONTHLY" })],
    ...version,
    commitment: {
      ...{ unit: { kind: "money", currency: "USD" }, amount: money("1200") },
      ...{ period: "ANNUAL", shortfall: "TRUE_UP" },
      ...over,
    },
  });

const begun = (
  version: PlanVersion,
  billingPeriod: PeriodLength = "MONTHLY",
  { startsAt = "2026-01-31T09:00:00Z", billingCycle = "ANNIVERSARY" as BillingCycle } = {},
) =>
  planStart(version, { startsAt: new Date(startsAt), zone: "UTC", billingCycle, billingPeriod })
    .course;

/** The closes until then, and what each settles: from, to, what is agreed. */
function closes(version: PlanVersion, from: Course, until: string) {
  const found: (string | undefined)[] = [];
  let course = from;
  for (;;) {
    const step: Step | undefined = nextStep(version, course, new Date(until));
    if (!step) return found.filter((one) => one !== undefined);
    if (step.kind === "renew" || step.kind === "end") found.push(settles(version, from, step));
    course = step.course;
    if (step.kind === "end") return found.filter((one) => one !== undefined);
  }
}

function settles(version: PlanVersion, course: Course, step: Step) {
  if (step.kind !== "renew" && step.kind !== "end") return undefined;
  const close = commitmentClose(version, course, step);
  if (!close) return undefined;
  const [start, end] = [close.lived.start, close.lived.end].map((at) => at.toISOString());
  return `${start?.slice(0, 10)} ${end?.slice(0, 10)} ${moneyText((money("0") + agreedFor(close, [])) as never)}`;
}

describe("a commitment's periods", () => {
  it("of a year end with every twelfth month, a month end restored", () => {
    const version = committing();

    expect(closes(version, begun(version), "2028-02-01T00:00:00Z")).toEqual([
      "2026-01-31 2027-01-31 1200",
      "2027-01-31 2028-01-31 1200",
    ]);
  });

  it("with calendar billing begin with what is left of the anchor's own", () => {
    const version = committing({ period: "QUARTERLY", amount: money("900") });
    const course = begun(version, "MONTHLY", {
      ...{ startsAt: "2026-01-31T00:00:00Z", billingCycle: "CALENDAR" },
    });

    // One of the 92 days from 1 November to 1 February.
    expect(closes(version, course, "2026-05-02T00:00:00Z")).toEqual([
      "2026-01-31 2026-02-01 9.782608696",
      "2026-02-01 2026-05-01 900",
    ]);
  });

  it("shorter than the billing period are asked for all of it", () => {
    const version = committing(
      { period: "MONTHLY", amount: money("100") },
      { charges: [fee("588")] },
    );

    expect(closes(version, begun(version, "ANNUAL"), "2027-02-01T00:00:00Z")).toEqual([
      "2026-01-31 2027-01-31 1200",
    ]);
  });

  it("end where the subscription does, by the share that was lived", () => {
    const version = committing({ period: "MONTHLY", amount: money("310") });
    const course = {
      ...begun(version, "MONTHLY", { startsAt: "2026-03-01T00:00:00Z" }),
      endsAt: new Date("2026-03-11T00:00:00Z"),
    };

    expect(closes(version, course, "2026-04-01T00:00:00Z")).toEqual(["2026-03-01 2026-03-11 100"]);
  });

  it("leave the trial out, and are none without a commitment", () => {
    const version = committing(
      { period: "MONTHLY", amount: money("100") },
      {
        charges: [fee("10", { billingPeriod: "MONTHLY", trialDays: 14 })],
      },
    );
    const tried = planStart(version, {
      ...{ startsAt: new Date("2026-03-01T00:00:00Z"), zone: "UTC", trialDays: 14 },
      ...{ billingCycle: "ANNIVERSARY", billingPeriod: "MONTHLY" },
    }).course;

    expect(committedPeriod(version, tried, tried.period.start)).toBeNull();
    expect(closes(version, tried, "2026-04-15T00:00:00Z")).toEqual(["2026-03-15 2026-04-15 100"]);
    expect(committedPeriod(basic(), begun(basic(), "ANNUAL"), new Date("2026-03-01"))).toBeNull();
  });

  it("leave out the time of pauses, as far as it lies in them", () => {
    const day = (date: number) => new Date(Date.UTC(2026, 2, date));
    const march = { start: day(1), end: day(32) };
    const period = { lived: march, whole: march, amount: money("310") };
    const pauses = [
      { start: day(-5), end: day(3) },
      { start: day(10), end: day(15) },
      { start: day(31), end: day(40) },
    ];

    expect(moneyText(agreedFor(period, pauses) as never)).toBe("230");
  });
});

describe("what counts towards it", () => {
  const inMoney: Measure = {
    unit: { kind: "money", currency: "USD" },
    currency: "USD",
    price: null,
  };
  const inCredits: Measure = {
    unit: { kind: "credits", creditUnit: "credits" },
    currency: "USD",
    price: money("0.03"),
  };
  const drawn = (creditUnit: string, currency: string) => ({
    ...{ creditUnit, currency, rate: money("0.01"), credits: credits("250") },
  });

  it("is credits at their wallet's rate, of the currency or unit alone", () => {
    expect(worthOfDrawn(inMoney, drawn("tokens", "USD"))).toBe(money("2.5"));
    expect(worthOfDrawn(inMoney, drawn("tokens", "EUR"))).toBe(0n);
    expect(worthOfDrawn(inCredits, drawn("credits", "EUR"))).toBe(credits("250"));
    expect(worthOfDrawn(inCredits, drawn("tokens", "USD"))).toBe(0n);
  });

  it("is money as it is, or by what a credit costs", () => {
    expect(worthOfAsked(inMoney, money("6"))).toBe(money("6"));
    expect(worthOfAsked(inCredits, money("6"))).toBe(credits("200"));
    expect(worthOfAsked({ ...inCredits, price: null }, money("6"))).toBe(0n);
  });

  it("leaves nothing missing where more was spent, and takes back what was", () => {
    const counted = { drawn: 60n, late: -5n, asked: 30n };

    expect([missingTo(100n, counted), missingTo(80n, counted)]).toEqual([15n, 0n]);
  });

  it("counts towards one of several: who prices the feature, then the oldest", () => {
    const at = (day: string) => new Date(`2026-01-${day}T00:00:00Z`);
    const old = { startedAt: at("01"), prices: new Set(["seats"]) };
    const young = { startedAt: at("02"), prices: new Set(["exports"]) };

    const owners = ["exports", "seats", "calls"].map((feature) => [
      countsTowards(old, [young], feature),
      countsTowards(young, [old], feature),
    ]);

    expect(owners).toEqual([
      [false, true],
      [true, false],
      [true, false],
    ]);
  });
});

describe("the commitment in steps to come", () => {
  const trueUps = (version: PlanVersion, course: Course, counted = 0n, brought = 0n) =>
    withTrueUps(version, course, {
      steps: foreseeCourse(version, course, new Date("2026-06-15T00:00:00Z")),
      standing: { ...nothingStands(null), counted, brought },
    }).map(({ lines }) =>
      lines.filter(({ kind }) => kind === "true_up").map(({ amount }) => moneyText(amount)),
    );
  const quarterly = (over: Partial<Commitment> = {}) =>
    committing({ period: "MONTHLY", amount: money("100"), ...over }, { grants: [] });
  const start = { startsAt: "2026-03-01T00:00:00Z" };

  it("is what is missing still, then all of it", () => {
    const version = quarterly();

    expect(trueUps(version, begun(version, "MONTHLY", start), money("30"))).toEqual([
      ["70"],
      ["100"],
      ["100"],
    ]);
  });

  it("that rolls is asked at the end", () => {
    const version = quarterly({ shortfall: "ROLL" });
    const course = {
      ...begun(version, "MONTHLY", start),
      endsAt: new Date("2026-05-01T00:00:00Z"),
    };

    expect(trueUps(version, course, money("30"), money("5"))).toEqual([[], ["175"]]);
    expect(trueUps(version, { ...course, endsAt: null })).toEqual([[], [], []]);
  });
});
