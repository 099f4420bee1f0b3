import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TransactionId } from "@/lib/ids";
import { type Credits, creditsText, nanocredits } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { type DrawnFee, feeReturns } from "./fee-returns";

const START = new Date("2026-04-01T00:00:00Z");
const END = new Date("2026-05-01T00:00:00Z");
const day = (days: number) => new Date(START.getTime() + days * 86_400_000);

const fee = (amount: string, ofPeriod: string, over: Partial<DrawnFee> = {}): DrawnFee => ({
  ...{ transactionId: amount as TransactionId, name: "Mailbox", creditUnit: "credits" },
  ...{ amount: credits(amount), ofPeriod: credits(ofPeriod), period: { start: START, end: END } },
  ...over,
});
const period = (given: string, unspent: string) => [
  { creditUnit: "credits", given: credits(given), unspent: credits(unspent) },
];
const told = (...asked: Parameters<typeof feeReturns>) =>
  feeReturns(...asked).map(({ amount, decidedBy }) => `${creditsText(amount)} by ${decidedBy}`);

describe("fees in credits at a change", () => {
  it("come back by the time that is left, where nothing was used", () => {
    expect(told([fee("400", "400")], period("2000", "1600"), day(15))).toEqual(["200 by time"]);
    expect(told([fee("400", "0")], period("2000", "2000"), day(24))).toEqual(["80 by time"]);
    expect(told([fee("400", "0")], [], day(15))).toEqual(["200 by time"]);
  });

  it("come back by what is unspent of the plan's credits, where that is less: the fee itself is no use", () => {
    // Of 1,600 beside the fee, 1,200 were used.
    expect(told([fee("400", "400")], period("2000", "400"), day(0))).toEqual(["100 by credits"]);
    expect(told([fee("400", "0")], period("2000", "500"), day(0))).toEqual(["100 by credits"]);
    expect(told([fee("400", "0")], period("2000", "0"), day(0))).toEqual([]);
  });

  it("come back whole at once, where the fee took all that there was", () => {
    expect(told([fee("400", "400")], period("400", "0"), day(0))).toEqual(["400 by time"]);
  });

  it("go each by its own time", () => {
    const yearly = fee("100", "0", { period: { start: day(-275), end: day(90) } });

    expect(told([yearly, fee("400", "0")], period("1000", "1000"), day(30))).toEqual([
      "16.438356164 by time",
    ]);
  });

  it("never come back by a larger share than stands unspent once they did", () => {
    const anyFee = fc.record({
      ofPeriod: fc.integer({ min: 0, max: 5 }),
      beside: fc.integer({ min: 0, max: 3 }),
      days: fc.constantFrom(0, 1, 15, 30, 365),
    });
    fc.assert(
      fc.property(
        fc.array(anyFee, { maxLength: 4 }),
        fc.nat({ max: 6 }),
        fc.nat({ max: 6 }),
        (asked, used, unspent) => {
          const fees = asked.map(({ ofPeriod, beside, days }) => {
            const own = { start: START, end: day(days + 1) };
            return fee(String(ofPeriod + beside), String(ofPeriod), { period: own });
          });
          const paid = asked.reduce((sum, { ofPeriod }) => sum + ofPeriod, 0);
          const [sums] = period(String(used + unspent + paid), String(unspent));
          if (!sums) throw new RangeError("no period");
          const returns = feeReturns(fees, [sums], day(1));
          const back = returns.reduce(
            (sum, { fee: own, share }) => sum + (own.ofPeriod * share.part) / share.whole,
            0n,
          );
          const stands = nanocredits(sums.unspent + back) as Credits;
          const isFair = ({ share }: (typeof returns)[number]) =>
            // To the billionth that each cut took.
            share.part * sums.given <= (stands + BigInt(fees.length)) * share.whole;
          expect(returns.every(isFair)).toBe(true);
        },
      ),
    );
  });
});
