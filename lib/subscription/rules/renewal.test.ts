import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanGrant, PlanVersion, RecurringCharge } from "@/lib/catalog/rules/catalog";
import type { ChargeId, PlanId, PlanVersionId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { moneyText, NO_MONEY, sumMoney } from "@/lib/money/money";
import { money } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant, START } from "@/lib/testing/plan-terms";
import type { PeriodLength } from "@/lib/time/period";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { lotsToInvoice, nextStep, type Step } from "./renewal";
import { planStart } from "./start";
import type { BillingCycle, Course } from "./subscription";

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
    unitPrice: price === null ? null : money(price),
    currency: "USD",
    since: START,
  });
  const at = new Date(START.getTime() + 1);
  const closing = { ...basic(), at };

  it("takes what has a price, and leaves what is carried or another plan's", () => {
    const mine = [lot("price-fee", "1"), lot(null, "1")];

    expect(
      lotsToInvoice({ planVersions }, closing, [
        ...mine,
        lot("price-fee", null),
        lot("x", "1"),
        { ...lot(null, "1"), currency: "EUR" },
      ]),
    ).toEqual(mine);
  });

  it("leaves what was used at the close itself or later to the new credits", () => {
    const before = lot(null, "1");
    const lots = [before, { ...lot(null, "1"), since: at }];

    expect(lotsToInvoice({ planVersions }, closing, lots)).toEqual([before]);
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
        charges: PERIOD_LENGTHS.map((billingPeriod) =>
          fee("10", { billingPeriod, timing, quantity: 3, freeQuantity: 2 }),
        ),
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
    trialDays: fc.constantFrom(0, 0, 14, 45),
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
        expect(total).toBeLessThanOrEqual(money("10"));
      }),
    );
  });
});
