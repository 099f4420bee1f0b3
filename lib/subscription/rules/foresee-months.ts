/** A year of credits to come, month by month: what is given, what ends, what stands if none is used. */
import { type Credits, sum } from "@/lib/money/credits";
import { boundOf, firstOfMonthFrom, type Period, type PeriodLine } from "@/lib/time/period";

/** The month that one looks from, and the twelve after it: then a year's renewal is among them. */
const MONTHS = 13;

/** Far enough that three renewals of an annual plan are in sight. */
const HORIZON = 37;

/** Credits that stand from one instant to another. */
export type StandingCredits = {
  readonly creditUnit: string;
  readonly amount: Credits;
  /** Whether they are given then, or were there before. */
  readonly isGiven: boolean;
  readonly from: Date;
  /** Exclusive. Null: for ever. */
  readonly until: Date | null;
};

export type MonthOfCredits = {
  readonly issued: Credits;
  /** What ends in the month if none of it was used. */
  readonly ended: Credits;
  /** What stands at the month's end if none was used. */
  readonly standing: Credits;
};

/** Calendar months of the zone, the first of which contains `at`. */
export function monthsFrom(at: Date, zone: string): readonly Period[] {
  const { line, first } = lineOf(at, zone);
  return Array.from({ length: MONTHS }, (_, month) => ({
    start: boundOf(line, first + month),
    end: boundOf(line, first + month + 1),
  }));
}

/** How far the steps have to be played for a look from `at`. */
export function horizonFrom(at: Date, zone: string): Date {
  const { line, first } = lineOf(at, zone);
  return boundOf(line, first + HORIZON);
}

/** The line of calendar months, and the index on it of the one that contains `at`. */
function lineOf(at: Date, zone: string): { readonly line: PeriodLine; readonly first: number } {
  const anchorAt = firstOfMonthFrom(at, zone);
  const line: PeriodLine = { anchorAt, zone, cadence: { length: "MONTHLY", count: 1 } };
  return { line, first: anchorAt > at ? -1 : 0 };
}

/** Of credits of one unit. */
export function monthOfCredits(
  credits: readonly StandingCredits[],
  { start, end }: Period,
): MonthOfCredits {
  const isIn = (at: Date | null) => at !== null && start <= at && at < end;
  const isStanding = ({ from, until }: StandingCredits) =>
    from < end && (until === null || until >= end);
  return {
    issued: total(credits.filter(({ isGiven, from }) => isGiven && isIn(from))),
    ended: total(credits.filter(({ until }) => isIn(until))),
    standing: total(credits.filter(isStanding)),
  };
}

const total = (credits: readonly StandingCredits[]): Credits =>
  sum(credits.map(({ amount }) => amount));
