import { describe, expect, it } from "vitest";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { basic, fee, START } from "@/lib/testing/plan-terms";
import { foreseeCourse, foreseeStart } from "./foresee-course";
import { nextStep } from "./renewal";
import { planStart } from "./start";

const YEAR = new Date("2027-02-01T00:00:00Z");
const startOf = (version: PlanVersion) =>
  planStart(version, {
    startsAt: START,
    zone: "UTC",
    billingCycle: "ANNIVERSARY",
    billingPeriod: "ANNUAL",
  });

describe("what a subscription will come to", () => {
  it("begins with its start, then takes the steps of its renewals", () => {
    const steps = foreseeStart(basic(), startOf(basic()), YEAR);

    expect(steps.map(({ kind }) => kind)).toEqual(["start", ...Array(11).fill("issue"), "renew"]);
    expect(steps.filter(({ lines }) => lines.length > 0).map(({ at }) => at.toISOString())).toEqual(
      ["2026-01-31T09:00:00.000Z", "2027-01-31T09:00:00.000Z"],
    );
  });

  it("leaves out what falls on its end, as a period leaves out its own", () => {
    const { course } = startOf(basic());
    const until = new Date("2026-02-28T09:00:00Z");

    expect(foreseeCourse(basic(), course, until)).toEqual([]);
    expect(foreseeCourse(basic(), course, new Date(until.getTime() + 1))).toHaveLength(1);
  });

  it("is the very steps that a late run would take", () => {
    const { course } = startOf(basic());
    const [first] = foreseeCourse(basic(), course, YEAR);

    expect(nextStep(basic(), course, YEAR)).toMatchObject({ at: first?.at, issues: first?.issues });
  });

  it("ends where the subscription ends, with what is asked afterwards", () => {
    const version = basic({ charges: [fee("588", { timing: "ARREAR" })] });
    const course = { ...startOf(version).course, endsAt: new Date("2026-05-01T00:00:00Z") };
    const steps = foreseeCourse(version, course, YEAR);

    expect(steps.at(-1)).toMatchObject({ kind: "end", lines: [{ description: "Basic" }] });
    expect(steps.filter(({ kind }) => kind === "issue")).toHaveLength(3);
  });
});

describe("terms that begin with the next period", () => {
  it("ask and give what they say from there on, and not before", () => {
    const few = basic({ charges: [fee("100")], grants: [] });
    const steps = foreseeCourse(basic(), startOf(basic()).course, YEAR, few);

    expect(steps.filter(({ issues }) => issues.length > 0)).toHaveLength(11);
    expect(steps.at(-1)).toMatchObject({
      ...{ kind: "renew", issues: [] },
      lines: [{ amount: few.charges[0]?.kind === "RECURRING" && few.charges[0].amount }],
    });
  });
});
