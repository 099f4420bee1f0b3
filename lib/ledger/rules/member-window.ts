/** The span of time that a member's limit counts in (SEMANTICS 7.6). */
import { isWithin, type Period, type PeriodLine, periodAt } from "@/lib/time/period";
import { type OpenSpan, ranAt } from "@/lib/time/spans";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";

/** What of a subscription tells its periods, past ones too. */
export type BilledSpan = {
  /** When it gave nothing. */
  readonly pauses: readonly OpenSpan[];
  readonly startedAt: Date;
  /** Exclusive; null: not known yet. */
  readonly endsAt: Date | null;
  readonly currentPeriodStart: Date;
  readonly currentPeriodEnd: Date;
  readonly line: PeriodLine;
};

/** Whose windows: those of the subscription that started first, else the customer's months. */
export type MemberPeriods = {
  readonly zone: string;
  /** The ones that started first stand before the others. */
  readonly subscriptions: readonly BilledSpan[];
};

/** The billing period around `at` of the first subscription that ran then, else the calendar month. */
export function memberWindow({ zone, subscriptions }: MemberPeriods, at: Date): Period {
  const first = subscriptions.find((one) => ranAt(one, at));
  return first === undefined ? monthAround(at, zone) : billedAround(first, at);
}

function billedAround(subscription: BilledSpan, at: Date): Period {
  const { currentPeriodStart: start, currentPeriodEnd: end, startedAt, line } = subscription;
  if (isWithin({ start, end }, at)) return { start, end };
  const period = periodAt(line, at);
  return period.start < startedAt ? { start: startedAt, end: period.end } : period;
}

const QUARTER_MS = 15 * 60_000;
const MOST_KNOWN = 10_000;
const known = new Map<string, Period>();

/** Zones move by whole quarters of an hour, so within one the month is one: it is reckoned once. */
function monthAround(at: Date, zone: string): Period {
  const key = `${zone}/${Math.floor(at.getTime() / QUARTER_MS)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const first = firstOf(localDay(at, zone));
  const month = {
    start: startOfDay(first, zone),
    end: startOfDay(firstOf(addToDay(first, 31)), zone),
  };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, month);
  return month;
}

const firstOf = (day: string) => `${day.slice(0, -2)}01`;
