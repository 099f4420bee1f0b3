/** The same at random: whoever moves whatever date to wherever. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { shareOfTime } from "@/lib/invoicing/rules/proration";
import { sum } from "@/lib/money/credits";
import { sumMoney } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { walk } from "@/lib/testing/walked-steps";
import { isWithin, type PeriodLength } from "@/lib/time/period";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import type { Issue } from "./issue";
import { movedStart } from "./moved-start";
import { newAnchor } from "./new-anchor";
import { wholePeriod } from "./next-period";
import { planStart, type Start, type StartTerms } from "./start";
import type { Course } from "./subscription";
import { MONTHS_OF } from "./tier";

describe("a renewal date that is moved, wherever, whenever and to whichever day", () => {
  const anyMove = fc.record({
    // Every hour of four years and a leap day.
    startsAt: fc.integer({ min: 0, max: 24 * 1500 }).map((n) => new Date(n * 3_600_000 + 1.7e12)),
    zone: fc.constantFrom("UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu"),
    billingCycle: fc.constantFrom("ANNIVERSARY" as const, "CALENDAR" as const),
    billingPeriod: fc.constantFrom(...PERIOD_LENGTHS),
    grantPeriod: fc.constantFrom(...PERIOD_LENGTHS),
    price: fc.constantFrom("0.01", "149", "588.05"),
    amount: fc.constantFrom("1", "7", "2000", "33.33"),
    index: fc.constantFrom(0, 1, 5),
    target: fc.oneof(
      fc.constant({ kind: "calendar" as const }),
      fc.record({ kind: fc.constant("day" as const), day: fc.constantFrom(1, 15, 28, 29, 30, 31) }),
    ),
  });

  /** Up to the close of the `index`-th period, with the grant that was given last. */
  function upTo(version: PlanVersion, terms: StartTerms, index: number) {
    const begun = planStart(version, terms);
    const steps: { readonly issues: readonly Issue[] }[] = [begun];
    let { course } = begun;
    while (course.periodIndex < index) {
      const walked = walk(version, course, course.period.end);
      steps.push(...walked);
      course = walked.at(-1)?.course ?? course;
    }
    steps.push(...walk(version, course, new Date(+course.period.end - 1)));
    return { course, lastGiven: steps.flatMap(({ issues }) => issues).at(-1) };
  }

  /** The period between is no longer than a whole one, asks for its share, and whole ones follow. */
  function expectBridged(version: PlanVersion, { course, lines }: Start, price: string) {
    const { part, whole } = shareOfTime(course.period, wholePeriod(course, 0));
    expect(part).toBeLessThanOrEqual(whole);
    const asked = sumMoney(lines.map(({ amount }) => amount));
    // Rounded once, by half a cent at most.
    expect(2n * (asked * whole - money(price) * part)).toBeLessThanOrEqual(10_000_000n * whole);
    const next = walk(version, course, course.period.end).at(-1);
    expect(next?.kind === "renew" && next.course.period).toEqual(wholePeriod(course, 1));
  }

  /**
   * The grant's own periods tile from what was given before, and none gives more than its share. Only
   * what begins in the period between may be cut down to nothing.
   */
  function expectTiled(given: readonly Issue[], course: Course, amount: string) {
    const { start: from, end: to } = course.period;
    for (const [place, { grant, occurrence }] of given.entries()) {
      const { period } = occurrence;
      const before = given[place - 1]?.occurrence.period;
      const isGap = before && before.end >= from && before.end < to && period.start <= to;
      if (before && !isGap) expect(period.start).toEqual(before.end);
      const origin = { at: period.start, index: 0 };
      const own = wholePeriod({ ...course, cadence: grant.period, origin }, 0);
      const { part, whole } = shareOfTime(period, own);
      if (before) expect(grant.amount * whole).toBeLessThanOrEqual(credits(amount) * part);
    }
  }

  /** In the period between no larger a share of the credits than of the time, and none for nothing. */
  function expectShared(
    { course, lines }: Start,
    issues: readonly Issue[],
    sold: { readonly amount: string; readonly grantPeriod: PeriodLength },
  ) {
    const { part, whole } = shareOfTime(course.period, wholePeriod(course, 0));
    const within = issues.filter(({ occurrence }) => isWithin(course.period, occurrence.dueAt));
    const given = sum(within.map(({ grant }) => grant.amount));
    const months = MONTHS_OF[course.cadence.length] / MONTHS_OF[sold.grantPeriod];
    // What comes more rarely than the fee may fall due in it for a time of its own.
    const most = months >= 1 ? credits(sold.amount) * BigInt(months) * part : undefined;
    if (most !== undefined) expect(given * whole).toBeLessThanOrEqual(most);
    const isAsked = lines.some(({ amount }) => amount > 0n);
    if (!isAsked) expect(given).toBe(0n);
  }

  it("leaves no gap, asks and gives no more than the share, and goes on in whole periods", () => {
    fc.assert(
      fc.property(anyMove, ({ price, amount, grantPeriod, target, index, ...terms }) => {
        const version = basic({
          charges: [fee(price, { billingPeriod: terms.billingPeriod })],
          grants: [
            {
              // Fine enough that no part is cut down to nothing.
              ...{ ...monthlyGrant, amount: credits(amount), places: 9 },
              period: { length: grantPeriod, count: 1 },
            },
          ],
        });
        const { course: before, lastGiven } = upTo(version, terms, index);
        const to = newAnchor(before, terms.billingCycle, target);
        fc.pre(!("fault" in to));
        const start = movedStart(version, before, to.anchorAt);
        expect(start.course.period.start).toEqual(before.period.end);
        expectBridged(version, start, price);
        const later = new Date(+start.course.period.end + 400 * 86_400_000);
        const after = walk(version, start.course, later).flatMap(({ issues }) => issues);
        const own = [...start.issues, ...after];
        expectShared(start, own, { amount, grantPeriod });
        const given = [...(lastGiven ? [lastGiven] : []), ...own];
        expectTiled(given, start.course, amount);
      }),
      { numRuns: 150 },
    );
  });
});
