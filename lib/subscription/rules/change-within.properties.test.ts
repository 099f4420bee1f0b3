/** Changes that share a period: what the new plan asks and gives for the part that is left of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BegunWithin } from "@/lib/testing/changing-plans";
import {
  anyBilling,
  anyHop,
  anyTerms,
  HALF_A_CENT,
  planOf,
  play,
  wholeOf,
} from "@/lib/testing/random-changes";

/** By the same clock, to the last billionth; and what is asked for is off by one rounding alone. */
function isWithinShare({ plan, share: { part, whole }, asked, given }: BegunWithin): boolean {
  const sold = wholeOf(plan);
  const isAsked = 2n * abs(asked * whole - sold.price * part) <= 2n * HALF_A_CENT * whole;
  return (
    isAsked &&
    given * whole <= sold.given * part &&
    (asked > 0n || sold.price === 0n || given === 0n)
  );
}

const abs = (count: bigint) => (count < 0n ? -count : count);

describe("any sequence of changes within a period, and uses", () => {
  it("begins none within a period with a larger share of its credits than of its time and price", () => {
    let cut = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyTerms, anyTerms),
        fc.array(anyHop, { minLength: 1, maxLength: 6 }),
        anyBilling,
        ([first, second], hops, billed) => {
          // Of one interval, so that every change may share its period.
          const { billingPeriod } = first;
          const plans = [planOf(first, 0), planOf({ ...second, billingPeriod }, 1)] as const;
          const { begunWithin } = play([...plans], hops.flat(), billed);
          cut += begunWithin.filter(({ share }) => share.part < share.whole).length;
          expect(begunWithin.filter((one) => !isWithinShare(one))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
    expect(cut).toBeGreaterThan(200);
  });
});
