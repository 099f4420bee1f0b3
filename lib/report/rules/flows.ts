/**
 * What moved in an organization, by day: credits that came in, were consumed, lapsed; and from
 * them, what was outstanding at each day's end.
 */
import { type Credits, minus, nanocredits, plus, ZERO } from "@/lib/money/credits";

/** A day's sum of entries between two accounts, those of debits and holds left out. */
export type Flow = {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly isReversal: boolean;
  /** Given back for an event: the day that its use was taken less on, by the roll-ups. Null: it was not. */
  readonly usedOn: string | null;
  /** Of the grant; null for overage. */
  readonly category: string | null;
  readonly amount: Credits;
};

export type DayFigures = {
  readonly day: string;
  readonly granted: Credits;
  readonly consumed: Credits;
  readonly expired: Credits;
  /** Available and held of all grants, at the day's end. */
  readonly outstanding: Credits;
};

type DaySums = { granted: Credits; consumed: Credits; expired: Credits; stock: Credits };

export const isGranted = ({ from, to }: Flow) =>
  (from === "ISSUED" || from === "PENDING") && to === "AVAILABLE";

const isGivenBack = ({ from, isReversal }: Flow) => from === "CONSUMED" && isReversal;

/**
 * @param consumed what was used by day: events, less what was given back for them, and debits by hand,
 *   reversals not yet taken off.
 * @param now what is outstanding now, at the end of the last day.
 */
export function dayFigures(
  days: readonly string[],
  flows: readonly Flow[],
  { consumed, now }: { consumed: ReadonlyMap<string, Credits>; now: Credits },
): readonly DayFigures[] {
  const sums = new Map(days.map((day) => [day, usedOn(consumed.get(day) ?? ZERO)]));
  for (const flow of flows) {
    const day = sums.get(flow.day);
    if (day) addFlow(day, flow);
    const used = isGivenBack(flow) && flow.usedOn !== null && sums.get(flow.usedOn);
    // It was consumed that day all the same: what came back since was not outstanding yet.
    if (used) used.stock = minus(used.stock, flow.amount);
  }
  let outstanding = now;
  const backwards = days.toReversed().map((day): DayFigures => {
    const { stock, ...figures } = sums.get(day) ?? usedOn(ZERO);
    const atEnd = outstanding;
    outstanding = minus(outstanding, stock);
    return { day, ...figures, outstanding: atEnd };
  });
  return backwards.toReversed();
}

const usedOn = (consumed: Credits): DaySums => ({
  granted: ZERO,
  consumed,
  expired: ZERO,
  stock: nanocredits(-consumed),
});

function addFlow(day: DaySums, flow: Flow): void {
  const { from, to, amount } = flow;
  if (isGranted(flow)) day.granted = plus(day.granted, amount);
  if (to === "EXPIRED") day.expired = plus(day.expired, amount);
  if (from === "EXPIRED") day.expired = minus(day.expired, amount);
  if (isGivenBack(flow) && flow.usedOn === null) day.consumed = minus(day.consumed, amount);
  day.stock = plus(day.stock, stockChange(flow));
}

const IN_STOCK = new Set(["AVAILABLE", "HELD"]);

/**
 * What an entry does to available + held. Overage is used without leaving it, and leaves it
 * when it is settled, by a debit that is not among the flows.
 */
function stockChange({ from, to, isReversal, amount }: Flow): Credits {
  if (from === "OVERAGE" && to === "CONSUMED") return amount;
  if (from === "CONSUMED" && to === "OVERAGE" && !isReversal) return nanocredits(-amount);
  if (IN_STOCK.has(from) === IN_STOCK.has(to)) return ZERO;
  if (from === "HELD" && to === "CONSUMED") return ZERO;
  return IN_STOCK.has(to) ? amount : nanocredits(-amount);
}
