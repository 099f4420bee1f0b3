/** With calendar billing the first period is cut short: what it asks for and gives (SEMANTICS 8.4, 10.5). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prorateCredits, prorateMoney, shareOfTime } from "@/lib/invoicing/rules/proration";
import { creditsText, plus } from "@/lib/money/credits";
import { addMoney, moneyText } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { wholePeriod } from "./next-period";
import { nextStep } from "./renewal";
import { planStart, type StartTerms } from "./start";

/** 12 of April's 30 days are left. */
const APRIL_19 = new Date("2026-04-19T00:00:00Z");
const MAY = new Date("2026-05-01T00:00:00Z");
const calendar = (startsAt: Date, zone = "UTC"): StartTerms => ({
  ...{ startsAt, zone },
  ...{ billingCycle: "CALENDAR", billingPeriod: "MONTHLY" },
});

const planOf = (price: string, amount: string, over: Partial<typeof monthlyGrant> = {}) =>
  basic({
    charges: [fee(price, { billingPeriod: "MONTHLY" })],
    grants: [{ ...monthlyGrant, amount: credits(amount), isProrated: true, ...over }],
  });

function firstAndSecond(version: ReturnType<typeof planOf>, terms = calendar(APRIL_19)) {
  const start = planStart(version, terms);
  const renewal = nextStep(version, start.course, start.course.period.end);
  if (renewal?.kind !== "renew") throw new RangeError("no renewal");
  const told = ({ issues, lines }: Pick<typeof start, "issues" | "lines">) => [
    ...lines.map(({ amount }) => moneyText(amount)),
    ...issues.map(({ grant }) => creditsText(grant.amount)),
  ];
  return { first: told(start), second: told(renewal), start };
}

describe("149 USD and 2,000 credits a month, from 19 April", () => {
  it("asks for 59.60 of 149, 12 of 30 days, and for all of May", () => {
    const { first, second, start } = firstAndSecond(planOf("149", "2000"));

    expect(first).toEqual(["59.6", "800"]);
    expect(second).toEqual(["149", "2000"]);
    const { part, rest } = prorateMoney(
      money("149"),
      shareOfTime(start.course.period, wholePeriod(start.course, 0)),
      "USD",
    );
    expect([moneyText(part), moneyText(rest)]).toEqual(["59.6", "89.4"]);
  });

  it("gives the credits whole where the grant does not say otherwise", () => {
    expect(firstAndSecond(planOf("149", "2000", { isProrated: false })).first).toEqual([
      "59.6",
      "2000",
    ]);
  });

  it("cuts credits down to the unit's places, never up", () => {
    expect(firstAndSecond(planOf("149", "33", { places: 0 })).first).toEqual(["59.6", "13"]);
    expect(firstAndSecond(planOf("149", "1000.55")).first).toEqual(["59.6", "400.22"]);
    // Not even one: there is nothing to give.
    expect(firstAndSecond(planOf("149", "2", { places: 0 })).first).toEqual(["59.6"]);
  });

  it("ends the first credits with April, and goes on with May", () => {
    const { start } = firstAndSecond(planOf("149", "2000"));

    expect(start.course.period).toEqual({ start: APRIL_19, end: MAY });
    expect(start.issues.map(({ occurrence }) => occurrence.expiresAt)).toEqual([MAY]);
  });
});

describe("a first period that is cut short, wherever and whenever", () => {
  const anyStart = fc.record({
    // Every hour of four years and a leap day, with the odd millisecond.
    startsAt: fc.integer({ min: 0, max: 24 * 1500 }).map((n) => new Date(n * 3_600_000 + 1.7e12)),
    zone: fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
    billingPeriod: fc.constantFrom(...PERIOD_LENGTHS),
    price: fc.constantFrom("0.01", "10", "149", "588.05"),
    amount: fc.constantFrom("1", "7", "2000", "33.33"),
    places: fc.constantFrom(0, 2),
  });

  it("adds up with the part before it to the whole: money to the cent, credits but for what is cut off", () => {
    fc.assert(
      fc.property(anyStart, ({ startsAt, zone, billingPeriod, price, amount, places }) => {
        const version = basic({
          charges: [fee(price, { billingPeriod })],
          grants: [
            {
              ...{ ...monthlyGrant, amount: credits(amount), isProrated: true, places },
              period: { length: billingPeriod, count: 1 },
            },
          ],
        });
        const terms = { ...calendar(startsAt, zone), billingPeriod };
        const { course, lines, issues } = planStart(version, terms);
        const whole = wholePeriod(course, 0);
        const before = shareOfTime({ start: whole.start, end: course.period.start }, whole);
        const left = shareOfTime(course.period, whole);

        expect(before.part + left.part).toBe(left.whole);
        const [line] = lines;
        const { part, rest } = prorateMoney(money(price), left, "USD");
        expect(line?.amount).toBe(part);
        expect(addMoney(part, rest)).toBe(money(price));
        const given = issues[0]?.grant.amount ?? credits("0");
        const both = plus(given, prorateCredits(credits(amount), before, places));
        const unit = places === 0 ? credits("1") : credits("0.01");
        expect(both).toBeLessThanOrEqual(credits(amount));
        expect(both + 2n * unit).toBeGreaterThan(credits(amount));
      }),
    );
  });
});
