/** A subscription that begins within periods that are reckoned already: by the share of what is left. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { shareOfTime } from "@/lib/invoicing/rules/proration";
import { NO_MONEY, sumMoney } from "@/lib/money/money";
import { dueAtStart, passedOver } from "./due";
import { livedPeriod, wholePeriod } from "./next-period";
import { advanceFees, feeLines, recurringAmount, type Start } from "./start";
import type { Anchored, Course } from "./subscription";

/**
 * Fees and credits by the share of time. Where the price comes to less than half of the smallest coin
 * and so is not asked for, the credits of that while are not given either: else whoever changes again
 * and again has them for nothing.
 */
export function startWithin(version: PlanVersion, anchored: Anchored): Start {
  const period = livedPeriod(anchored, 0);
  const origin = { at: anchored.startedAt, index: 0, isProrated: true };
  const { counters, issues, draws } = dueAtStart(version, { ...anchored, origin });
  const course: Course = { ...anchored, periodIndex: 0, period, endsAt: null, grants: counters };
  const lines = advanceFees(version, anchored, 0);
  if (asksSomething(version, course)) return { course, issues, draws, lines };
  const given = { charges: [], grants: version.grants };
  return { course: passedOver(given, course, period.end), issues: [], draws, lines };
}

/** What costs nothing at all asks for no less than it should. */
function asksSomething(version: PlanVersion, course: Course): boolean {
  const { length } = course.cadence;
  if (recurringAmount(version, length) === NO_MONEY) return true;
  const share = shareOfTime(course.period, wholePeriod(course, 0));
  const asked = (["ADVANCE", "ARREAR"] as const).flatMap((timing) =>
    feeLines(version, length, { timing, period: course.period, share }),
  );
  return sumMoney(asked.map(({ amount }) => amount)) > NO_MONEY;
}
