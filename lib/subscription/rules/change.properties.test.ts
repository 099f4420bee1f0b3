/** What any changes of plan leave: never a larger share of credits than of the price. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plus } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import type { Replaced } from "@/lib/testing/changing-plans";
import {
  anyBilling,
  anyDeed,
  anyTerms,
  HALF_A_CENT,
  planOf,
  play,
  type Terms,
  wholeOf,
} from "@/lib/testing/random-changes";

/** Share of the grant kept ≤ share of the price kept, to the last billionth. */
const isFair = ({ price, kept, given, keptCredits }: Replaced): boolean =>
  given === 0n || keptCredits * price <= kept * given;

describe("any sequence of changes and uses", () => {
  it("leaves of each whole period of a plan no larger a share of its credits than of its price", () => {
    let changes = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyTerms, anyTerms, anyTerms),
        fc.array(anyDeed, { minLength: 1, maxLength: 14 }),
        (terms, deeds) => {
          const [first, second, third] = terms;
          const plans = [planOf(first, 0), planOf(second, 1), planOf(third, 2)] as const;
          const { replaced } = play([...plans], deeds);
          changes += replaced.length;
          const minted = replaced.filter(({ plan, kept, keptCredits }) => {
            const sold = wholeOf(plan);
            const most = kept === 0n ? 0n : kept + HALF_A_CENT;
            return sold.price > 0n && keptCredits * sold.price > most * sold.given;
          });
          expect(minted).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
    expect(changes).toBeGreaterThan(500);
  });

  it("leaves of each plan period no larger a share of its credits than of its price", () => {
    let changes = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyTerms, anyTerms, anyTerms),
        fc.array(anyDeed, { minLength: 1, maxLength: 14 }),
        anyBilling,
        (terms, deeds, billed) => {
          const [first, second, third] = terms;
          const plans = [planOf(first, 0), planOf(second, 1), planOf(third, 2)] as const;
          const { replaced } = play([...plans], deeds, billed);
          changes += replaced.length;
          expect(replaced.filter((period) => !isFair(period))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    expect(changes).toBeGreaterThan(300);
  });

  it("never gives more credits than were paid for, where all plans sell at one price", () => {
    const PRICES = ["1", "10", "100"] as const;
    const monthly = PRICES.map((price, index) =>
      planOf(
        {
          ...{ price, amount: `${price}00`, billingPeriod: "MONTHLY", timing: "ADVANCE" },
          ...{ grantPeriod: "MONTHLY", expiry: "NEVER", hasOneTime: false },
        },
        index,
      ),
    );
    const [first, ...rest] = monthly;
    if (!first) throw new RangeError("no plan");
    fc.assert(
      fc.property(fc.array(anyDeed, { minLength: 1, maxLength: 20 }), (deeds) => {
        const customer = play([first, ...rest], deeds);
        const had = plus(customer.consumed, customer.available());
        const roundings = BigInt(2 * customer.replaced.length);
        expect(had <= 100n * (customer.asked + HALF_A_CENT * roundings)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("gives of two credits for one price whatever is spent or unspent: hopping at once is free", () => {
    const terms: Terms = {
      ...{ price: "149", amount: "2000", billingPeriod: "MONTHLY", timing: "ADVANCE" },
      ...{ grantPeriod: "MONTHLY", expiry: "GRANT_PERIOD", hasOneTime: true },
    };
    const plans = [planOf(terms, 0), planOf({ ...terms, price: "10" }, 1)] as const;
    const hops = Array.from({ length: 9 }, (_, n) => ({
      ...{ kind: "change" as const, to: (n + 1) % 2, mode: "restart" as const },
    }));
    const customer = play([...plans], hops);

    expect(customer.asked).toBe(10_000_000_000n);
    expect(customer.available()).toBe(credits("4000"));
  });
});
