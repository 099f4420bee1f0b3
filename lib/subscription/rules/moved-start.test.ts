import { describe, expect, it } from "vitest";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { credits } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { walk } from "@/lib/testing/walked-steps";
import type { PeriodLength } from "@/lib/time/period";
import { movedStart } from "./moved-start";
import { newAnchor, type RenewalTarget } from "./new-anchor";
import { planStart, type Start, type StartTerms } from "./start";

/** Moved in its `index`-th period; 0 is the first. */
function moved(version: PlanVersion, terms: StartTerms, target: RenewalTarget, index = 0): Start {
  let { course } = planStart(version, terms);
  while (course.periodIndex < index) {
    course = walk(version, course, course.period.end).at(-1)?.course ?? course;
  }
  const to = newAnchor(course, terms.billingCycle, target);
  if ("fault" in to) throw new RangeError(to.fault);
  return movedStart(version, course, to.anchorAt);
}

const from = (startsAt: string, billingPeriod: PeriodLength, zone = "UTC"): StartTerms => ({
  ...{ startsAt: new Date(startsAt), zone, billingPeriod, billingCycle: "ANNIVERSARY" },
});
const told = ({ course: { period }, lines, issues }: Pick<Start, "course" | "lines" | "issues">) =>
  [
    `${period.start.toISOString().slice(0, 16)} – ${period.end.toISOString().slice(0, 16)}`,
    ...lines.map(({ amount }) => `$${moneyText(amount)}`),
    ...issues.map(({ grant }) => creditsText(grant.amount)),
  ].join(", ");
const afterwards = (version: PlanVersion, { course }: Start, until: string) =>
  walk(version, course, new Date(until)).flatMap((step) =>
    step.kind === "issue" ? [] : [told({ ...step, course: step.course })],
  );

describe("149 USD and 2,500 credits a month from 31 January", () => {
  const version = basic({ charges: [fee("149", { billingPeriod: "MONTHLY" })] });
  const january = from("2026-01-31T09:00:00Z", "MONTHLY");

  it("on the 15th: 15 of the 28 days before 15 March, then whole months", () => {
    const start = moved(version, january, { kind: "day", day: 15 });

    expect(told(start)).toBe("2026-02-28T09:00 – 2026-03-15T09:00, $79.82, 1339.28");
    expect(afterwards(version, start, "2026-04-15T09:00:00Z")).toEqual([
      "2026-03-15T09:00 – 2026-04-15T09:00, $149, 2500",
      "2026-04-15T09:00 – 2026-05-15T09:00, $149, 2500",
    ]);
  });

  it("on the 28th of the months: nothing between, as the running period ends there", () => {
    const start = moved(version, january, { kind: "day", day: 28 });

    expect(told(start)).toBe("2026-02-28T09:00 – 2026-03-28T09:00, $149, 2500");
  });

  it("on the 30th, from April on: a month end that is clamped is restored", () => {
    const start = moved(version, january, { kind: "day", day: 30 }, 10);

    // From 31 December 2026 to 30 January, 30 of 31 days.
    expect(told(start)).toBe("2026-12-31T09:00 – 2027-01-30T09:00, $144.19, 2419.35");
    expect(afterwards(version, start, "2027-02-28T09:00:00Z")).toEqual([
      "2027-01-30T09:00 – 2027-02-28T09:00, $149, 2500",
      "2027-02-28T09:00 – 2027-03-30T09:00, $149, 2500",
    ]);
  });
});

describe("588 USD a year, with 2,500 credits a month", () => {
  const version = basic();

  it("from January to March of a leap year: 60 of 366 days, of the price and of the year's credits", () => {
    const start = moved(version, from("2027-01-01T00:00:00Z", "ANNUAL"), {
      ...{ kind: "date", on: "2028-03-01" },
    });

    // 4,918.03 of 30,000: January and February are more than two of twelve months' time.
    expect(told(start)).toBe("2028-01-01T00:00 – 2028-03-01T00:00, $96.39, 2418.03");
    const [february, march] = walk(version, start.course, new Date("2028-03-01T00:00:00Z"));
    expect(february).toMatchObject({ kind: "issue", at: new Date("2028-02-01T00:00:00Z") });
    expect(february?.issues.map(({ grant }) => creditsText(grant.amount))).toEqual(["2500"]);
    expect(march?.kind === "renew" && told({ ...march, course: march.course })).toBe(
      "2028-03-01T00:00 – 2029-03-01T00:00, $588, 2500",
    );
  });

  it("of another year: 59 of 365 days", () => {
    const start = moved(version, from("2028-01-01T00:00:00Z", "ANNUAL"), {
      ...{ kind: "date", on: "2029-03-01" },
    });

    expect(told(start)).toBe("2029-01-01T00:00 – 2029-03-01T00:00, $95.05, 2349.31");
  });
});

it("counts the hours of a month in which the clocks change", () => {
  const version = basic({
    charges: [fee("74.3", { billingPeriod: "MONTHLY" })],
    grants: [{ ...monthlyGrant, amount: credits("743") }],
  });

  // From 15 March, midnight in Berlin, to 1 April: 407 of March's 743 hours.
  const start = moved(version, from("2026-02-14T23:00:00Z", "MONTHLY", "Europe/Berlin"), {
    ...{ kind: "calendar" },
  });

  expect(told(start)).toBe("2026-03-14T23:00 – 2026-03-31T22:00, $40.7, 407");
});

describe("what has periods of its own", () => {
  it("that run on, such as a quarter, gives its share from their end up to the new line", () => {
    const quarterly = { ...monthlyGrant, period: { length: "QUARTERLY" as const, count: 1 } };
    const version = basic({
      charges: [fee("149", { billingPeriod: "MONTHLY" })],
      grants: [{ ...quarterly, amount: credits("920") }],
    });
    // Given on 1 April up to 1 July; on the 8th, quarters begin in May and August.
    const start = moved(version, from("2026-04-01T00:00:00Z", "MONTHLY"), { kind: "day", day: 8 });

    expect(told(start)).toBe("2026-05-01T00:00 – 2026-05-08T00:00, $34.77");
    const given = walk(version, start.course, new Date("2026-11-08T00:00:00Z")).flatMap(
      ({ issues }) =>
        issues.map(({ grant, occurrence: { period } }) =>
          [period.start, period.end]
            .map((at) => at.toISOString().slice(5, 10))
            .concat(creditsText(grant.amount))
            .join(" "),
        ),
    );
    expect(given).toEqual(["07-01 08-08 380", "08-08 11-08 920", "11-08 02-08 920"]);
  });

  it("does not take a fee in credits again for time that it was paid for", () => {
    const mailbox = fee("30", {
      ...{ id: "mailbox" as ChargeId, billingPeriod: "QUARTERLY" },
      unit: { kind: "credits", creditUnit: "credits" },
    });
    const version = basic({ charges: [fee("149", { billingPeriod: "MONTHLY" }), mailbox] });
    const start = moved(version, from("2026-04-01T00:00:00Z", "MONTHLY"), { kind: "day", day: 15 });

    expect(start.draws).toEqual([]);
    const [next] = walk(version, start.course, new Date("2026-07-31T00:00:00Z")).flatMap(
      ({ draws }) => draws,
    );
    // Paid to 1 July: 45 of the 92 days from 15 May to 15 August, down to the unit's decimals.
    expect(next?.dueAt).toEqual(new Date("2026-07-01T00:00:00Z"));
    expect(next && creditsText(next.amount)).toBe("14.67");
  });

  it("or comes once does not come again", () => {
    const once = { ...monthlyGrant, cadence: "ONE_TIME" as const };
    const version = basic({
      charges: [fee("149", { billingPeriod: "MONTHLY" })],
      grants: [once],
    });
    const start = moved(version, from("2026-04-01T00:00:00Z", "MONTHLY"), { kind: "day", day: 15 });

    expect(start.issues).toEqual([]);
    expect(start.course.grants).toMatchObject([{ nextAt: null }]);
  });
});
