import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanGrant, PlanVersion, RecurringCharge } from "@/lib/catalog/rules/catalog";
import type { ChargeId, PlanGrantId, PlanId, PlanVersionId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { parseCredits, ZERO } from "@/lib/money/credits";
import { moneyText, NO_MONEY, parseMoney, sumMoney } from "@/lib/money/money";
import type { PeriodLength } from "@/lib/time/period";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { lotsToInvoice, nextStep, type Step } from "./renewal";
import { planStart } from "./start";
import type { BillingCycle, Course } from "./subscription";
import { nextDueAt } from "./subscription";

const START = new Date("2026-01-31T09:00:00Z");

const fee = (amount: string, over: Partial<RecurringCharge> = {}): RecurringCharge => ({
  kind: "RECURRING",
  id: "price-fee" as ChargeId,
  name: "Basic",
  unit: { kind: "money", currency: "USD" },
  amount: parseMoney(amount) ?? NO_MONEY,
  billingPeriod: "ANNUAL",
  timing: "ADVANCE",
  trialDays: 0,
  ...over,
});
const monthlyGrant: PlanGrant = {
  id: "grant-monthly" as PlanGrantId,
  name: "Monthly credits",
  amount: parseCredits("2500") ?? ZERO,
  creditUnit: "credits",
  cadence: "RECURRING",
  period: { length: "MONTHLY", count: 1 },
  expiry: { kind: "GRANT_PERIOD" },
  category: "COMMITTED",
  priority: 10,
  featureIds: [],
};
const basic = (over: Partial<PlanVersion> = {}): PlanVersion => ({
  id: "plv" as PlanVersionId,
  planId: "plan" as PlanId,
  productId: null,
  planKey: "basic",
  planName: "Basic",
  number: 1,
  status: "PUBLISHED",
  currency: "USD",
  overage: null,
  charges: [fee("588")],
  entitlements: [],
  grants: [monthlyGrant],
  ...over,
});

const startOf = (version: PlanVersion, billingPeriod: PeriodLength = "ANNUAL") =>
  planStart(version, { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY", billingPeriod });

/** Every step due by `until`, as one late run takes them. */
function walk(version: PlanVersion, from: Course, until: Date): Step[] {
  const steps: Step[] = [];
  let course = from;
  for (let step = nextStep(version, course, until); step; ) {
    steps.push(step);
    course = step.course;
    step = step.kind === "end" ? undefined : nextStep(version, course, until);
  }
  return steps;
}
const day = ({ at }: Step) => at.toISOString().slice(0, 10);
const amounts = (lines: readonly InvoiceLine[]) => lines.map(({ amount }) => moneyText(amount));

describe("the start of an annual plan with monthly credits", () => {
  const { course, issues, lines } = startOf(basic());

  it("gives the first month's credits and asks for the year", () => {
    expect(issues.map(({ occurrence }) => occurrence.expiresAt?.toISOString())).toEqual([
      "2026-02-28T09:00:00.000Z",
    ]);
    expect(amounts(lines)).toEqual(["588"]);
  });

  it("is next due in a month, long before its period ends", () => {
    expect(nextDueAt(course).toISOString()).toBe("2026-02-28T09:00:00.000Z");
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
    const [renewal] = walk(version, course, new Date("2026-02-01T00:00:00Z"));

    expect(amounts(lines)).toEqual(["22"]);
    expect(renewal?.kind === "renew" && amounts(renewal.lines)).toEqual(["31"]);
  });
});

describe("what time asks of an annual plan", () => {
  const version = basic();
  const { course } = startOf(version);

  it("gives months 2 to 12, each on its own day, before the year is renewed", () => {
    const steps = walk(version, course, new Date("2027-01-31T09:00:00Z"));

    expect(steps.map(({ kind }) => kind)).toEqual([...Array(11).fill("issue"), "renew"]);
    expect(steps.slice(0, 4).map(day)).toEqual([
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
      "2026-05-31",
    ]);
    expect(steps.flatMap(({ issues }) => issues.map((i) => i.occurrence.index))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
  });

  it("asks for nothing a millisecond too early", () => {
    expect(nextStep(version, course, new Date("2026-02-28T08:59:59.999Z"))).toBeUndefined();
  });

  it("renews with the next year's fee and its first credits together", () => {
    const renewal = walk(version, course, new Date("2027-01-31T09:00:00Z")).at(-1);

    expect(renewal?.kind === "renew" && amounts(renewal.lines)).toEqual(["588"]);
    expect(renewal?.issues).toHaveLength(1);
    expect(renewal?.course.periodIndex).toBe(1);
  });

  it("gives nothing any more from its end on", () => {
    const endsAt = new Date("2026-03-31T09:00:00Z");
    const steps = walk(version, { ...course, endsAt }, new Date("2030-01-01T00:00:00Z"));

    expect(steps.map((step) => [step.kind, day(step)])).toEqual([
      ["issue", "2026-02-28"],
      ["end", "2026-03-31"],
    ]);
  });
});

describe("a fee asked for afterwards", () => {
  const version = basic({ charges: [fee("60", { billingPeriod: "MONTHLY", timing: "ARREAR" })] });
  const { course, lines } = startOf(version, "MONTHLY");

  it("is not on the first invoice but on that of the renewal", () => {
    const [renewal] = walk(version, course, new Date("2026-02-28T09:00:00Z"));

    expect(lines).toEqual([]);
    expect(renewal?.kind === "renew" && amounts(renewal.lines)).toEqual(["60"]);
  });

  it("asks for the share that was lived when it ends within the period", () => {
    const endsAt = new Date("2026-02-14T09:00:00Z");
    const [end] = walk(version, { ...course, endsAt }, endsAt);

    expect(end?.kind === "end" && amounts(end.lines)).toEqual(["30"]);
  });
});

describe("lotsToInvoice", () => {
  const other = basic({ planId: "other" as PlanId, charges: [fee("1", { id: "x" as ChargeId })] });
  const planVersions = new Map([
    ["plv" as PlanVersionId, basic()],
    ["other" as PlanVersionId, other],
  ]);
  const lot = (chargeId: string | null, price: string | null) => ({
    chargeId: chargeId as ChargeId | null,
    unitPrice: price === null ? null : (parseMoney(price) ?? NO_MONEY),
    currency: "USD",
  });

  it("takes what has a price, and leaves what is carried or another plan's", () => {
    const mine = [lot("price-fee", "1"), lot(null, "1")];

    expect(
      lotsToInvoice({ planVersions }, basic(), [
        ...mine,
        lot("price-fee", null),
        lot("x", "1"),
        { ...lot(null, "1"), currency: "EUR" },
      ]),
    ).toEqual(mine);
  });
});

describe("steps, whatever the plan and however late the run", () => {
  const anyVersion = fc
    .record({
      grantPeriod: fc.constantFrom<PeriodLength>("MONTHLY", "QUARTERLY"),
      cadence: fc.constantFrom<PlanGrant["cadence"]>("RECURRING", "ONE_TIME"),
      timing: fc.constantFrom<RecurringCharge["timing"]>("ADVANCE", "ARREAR"),
    })
    .map(({ grantPeriod, cadence, timing }) =>
      basic({
        charges: PERIOD_LENGTHS.map((billingPeriod) => fee("10", { billingPeriod, timing })),
        grants: [{ ...monthlyGrant, cadence, period: { length: grantPeriod, count: 1 } }],
      }),
    );
  const anyTerms = fc.record({
    startsAt: fc
      .integer({ min: 0, max: 800 })
      .map((n) => new Date(START.getTime() + n * 3.6e6 * 11)),
    zone: fc.constantFrom("UTC", "Europe/Berlin", "America/Havana"),
    billingCycle: fc.constantFrom<BillingCycle>("ANNIVERSARY", "CALENDAR"),
    billingPeriod: fc.constantFrom(...PERIOD_LENGTHS),
  });
  const until = new Date("2032-01-01T00:00:00Z");

  it("come in order of time, whether in one run or in many", () => {
    fc.assert(
      fc.property(anyVersion, anyTerms, (version, terms) => {
        const { course } = planStart(version, terms);
        const atOnce = walk(version, course, until);
        const middle = new Date((terms.startsAt.getTime() + until.getTime()) / 2);
        const first = walk(version, course, middle);
        const rest = walk(version, first.at(-1)?.course ?? course, until);

        expect([...first, ...rest]).toEqual(atOnce);
        expect(atOnce.map(({ at }) => at)).toEqual(
          atOnce.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime()),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("issue each occurrence once, and close periods that follow on one another", () => {
    fc.assert(
      fc.property(anyVersion, anyTerms, (version, terms) => {
        const start = planStart(version, terms);
        const steps = walk(version, start.course, until);
        const indexes = [start, ...steps].flatMap(({ issues }) =>
          issues.map(({ occurrence }) => occurrence.index),
        );
        const closings = steps.flatMap((step) => (step.kind === "renew" ? [step] : []));

        expect(indexes).toEqual(indexes.map((_, index) => index));
        for (const [index, { ended }] of closings.entries()) {
          expect(ended.start).toEqual(closings[index - 1]?.ended.end ?? terms.startsAt);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("ask for no more than the whole fee in a cut period, and at least for nothing", () => {
    fc.assert(
      fc.property(anyVersion, anyTerms, (version, terms) => {
        const total = sumMoney(planStart(version, terms).lines.map(({ amount }) => amount));

        expect(total).toBeGreaterThanOrEqual(NO_MONEY);
        expect(total).toBeLessThanOrEqual(parseMoney("10") ?? NO_MONEY);
      }),
    );
  });
});
