/** The line that a subscription's periods and grants lie on. */
import { type Share, shareOf } from "./exact";
import { type Ends, LENGTHS, type Length } from "./terms";
import { instantAt, monthOf, plusDays, plusMonths, wallAt } from "./zoned";

export type Span = { readonly from: number; readonly to: number };
export type Cycle = "anniversary" | "calendar";

export class Line {
  private readonly anchor: number;

  /** The first period; of calendar billing it is what is left of one that ends with the month. */
  readonly first: -1 | 0;

  /** Begins at an instant. */
  constructor(
    readonly start: number,
    readonly zone: string,
    readonly cycle: Cycle,
  ) {
    const wall = wallAt(start, zone);
    const month = monthOf(wall);
    const isMidMonth = cycle === "calendar" && wall !== month;
    this.anchor = cycle === "anniversary" ? wall : isMidMonth ? plusMonths(month, 1) : month;
    this.first = isMidMonth ? -1 : 0;
  }

  /** So many months after the anchor. */
  bound(months: number): number {
    if (months === 0 && this.cycle === "anniversary") return this.start;
    return instantAt(plusMonths(this.anchor, months), this.zone);
  }

  /** The n-th period of that length, whole. */
  span(length: Length, index: number): Span {
    const months = LENGTHS[length];
    return { from: this.bound(index * months), to: this.bound((index + 1) * months) };
  }

  /** Which of those periods an instant lies in. */
  indexAt(length: Length, instant: number): number {
    let index = this.first;
    while (this.span(length, index).to <= instant) index++;
    return index;
  }
}

export const sizeOf = ({ from, to }: Span): number => to - from;
export const partOf = (part: Span, whole: Span): Share => shareOf(sizeOf(part), sizeOf(whole));

/** When credits end that come at an instant, of a trial that ends, a period of their own and a billing period. */
export function endOf(
  ends: Ends,
  at: { readonly dueAt: number; readonly own: Span; readonly billing: Span; readonly zone: string },
): number | null {
  switch (ends.kind) {
    case "NEVER":
      return null;
    case "GRANT_PERIOD":
      return at.own.to;
    case "TRIAL":
    case "BILLING_CYCLE":
      return at.billing.to;
    case "DURATION": {
      const wall = wallAt(at.dueAt, at.zone);
      const { unit, count } = ends;
      const end =
        unit === "MONTH"
          ? plusMonths(wall, count)
          : plusDays(wall, unit === "WEEK" ? count * 7 : count);
      return instantAt(end, at.zone);
    }
  }
}
