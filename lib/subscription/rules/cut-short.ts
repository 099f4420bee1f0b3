/**
 * Credits of a billing period that is cut short: no larger a share of what a whole one gives than the
 * share of time that the price goes by, whatever the length of the months in it (SEMANTICS 8.6). Pure.
 */
import { prorateCredits, shareOfTime } from "@/lib/invoicing/rules/proration";
import { type Credits, max, min, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { SCALE } from "@/lib/money/decimal";
import { indexAt, type Period, periodOf } from "@/lib/time/period";
import { lineIndex, livedPeriod, wholePeriod } from "./next-period";
import { type GivenGrant, proratedShare, wholeAmount } from "./share";
import { type Anchored, originOf } from "./subscription";

/** What is reckoned by the share of time; the grant's own periods are counted from the origin. */
type Shared = { readonly grant: GivenGrant; readonly anchored: Anchored };

/**
 * What the issue of this index gives: each its share of its own period, as a month's is. What that
 * comes to beyond the billing period's share is taken off the first of them, so that the later ones
 * are as the plan says.
 *
 * @param shared its origin is where the billing period begins.
 */
export function givenWithin(shared: Shared, index: number): Credits {
  const { grant, anchored } = shared;
  const first = originOf(anchored).index;
  const lived = livedPeriod(anchored, first);
  const share = shareOfTime(lived, wholePeriod(anchored, first));
  const issues = ownShares(shared, lived);
  const own = issues[index - first];
  // It comes after the period that is cut short.
  if (own === undefined) return wholeAmount(grant, lineIndex(ownLine(shared), index));
  const most = prorateCredits(ofWholePeriod(shared), share, grant.places);
  const beyond = max(ZERO, minus(sum(issues), most));
  const before = min(beyond, sum(issues.slice(0, index - first)));
  return minus(own, min(own, minus(beyond, before)));
}

/** What the issues that fall due within it come to, each by its own period. */
function ownShares({ grant, anchored }: Shared, lived: Period): readonly Credits[] {
  const line = ownLine({ grant, anchored });
  const base = lineIndex(line, originOf(anchored).index);
  const shares: Credits[] = [];
  for (let index = base; ; index++) {
    const whole = periodOf(line, index);
    const start = index === base ? lived.start : whole.start;
    if (start >= lived.end) return shares;
    const share = shareOfTime({ start, end: whole.end }, whole);
    shares.push(proratedShare(wholeAmount(grant, index), share, grant.places));
  }
}

/** Where the grant comes more rarely than the fee, a period's whole is one of it. */
function ofWholePeriod({ grant, anchored }: Shared): Credits {
  const line = ownLine({ grant, anchored });
  const whole = wholePeriod(anchored, originOf(anchored).index);
  const first = indexAt(line, whole.start);
  let total = ZERO;
  for (let index = first; ; index++) {
    const own = periodOf(line, index);
    if (own.start >= whole.end) return max(total, wholeAmount(grant, first));
    const share = shareOfTime(overlapOf(own, whole), own);
    total = plus(total, prorateCredits(wholeAmount(grant, index), share, SCALE));
  }
}

const overlapOf = (a: Period, b: Period): Period => ({
  start: new Date(Math.max(a.start.getTime(), b.start.getTime())),
  end: new Date(Math.min(a.end.getTime(), b.end.getTime())),
});

const ownLine = ({ grant, anchored }: Shared): Anchored => ({ ...anchored, cadence: grant.period });
