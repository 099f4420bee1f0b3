import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nanocredits, parseCredits, plus, ZERO } from "@/lib/money/credits";
import { addMoney, moneyText, NO_MONEY, nanomoney, parseMoney } from "@/lib/money/money";
import { prorateCredits, prorateMoney, shareLeft } from "./proration";

const DAY = 86_400_000;
const thirtyDays = { start: new Date(0), end: new Date(30 * DAY) };
const money = (text: string) => parseMoney(text) ?? NO_MONEY;
const credits = (text: string) => parseCredits(text) ?? ZERO;

describe("prorateMoney", () => {
  it("takes 59.60 of 149 for 12 of 30 days, and leaves 89.40", () => {
    const share = shareLeft(thirtyDays, new Date(18 * DAY));
    const { part, rest } = prorateMoney(money("149"), share, "USD");

    expect([moneyText(part), moneyText(rest)]).toEqual(["59.6", "89.4"]);
  });

  it("rounds half away from zero, once, to the currency's own coin", () => {
    const half = { part: 1n, whole: 2n };

    expect(moneyText(prorateMoney(money("0.01"), half, "USD").part)).toBe("0.01");
    expect(moneyText(prorateMoney(money("-0.01"), half, "USD").part)).toBe("-0.01");
    expect(moneyText(prorateMoney(money("149"), half, "JPY").part)).toBe("75");
  });
});

describe("prorateCredits", () => {
  it("goes down to the unit's display precision", () => {
    const third = { part: 1n, whole: 3n };

    expect(prorateCredits(credits("100"), third, 2)).toBe(credits("33.33"));
    expect(prorateCredits(credits("100"), third, 0)).toBe(credits("33"));
  });
});

describe("shareLeft", () => {
  it("is all before the period and nothing from its end on", () => {
    expect(shareLeft(thirtyDays, new Date(-1)).part).toBe(BigInt(30 * DAY));
    expect(shareLeft(thirtyDays, thirtyDays.end).part).toBe(0n);
  });
});

describe("proration, whatever is divided", () => {
  const anyShare = fc
    .record({ part: fc.integer({ min: 0, max: 90 }), whole: fc.integer({ min: 1, max: 90 }) })
    .map(({ part, whole }) => ({ part: BigInt(Math.min(part, whole)), whole: BigInt(whole) }));
  const anyCents = fc.integer({ min: 0, max: 20_000 }).map((n) => nanomoney(BigInt(n) * 10n ** 7n));

  it("adds up to the whole", () => {
    fc.assert(
      fc.property(
        anyCents,
        anyShare,
        fc.constantFrom("USD", "JPY", "KWD"),
        (total, share, code) => {
          const { part, rest } = prorateMoney(total, share, code);

          expect(addMoney(part, rest)).toBe(total);
        },
      ),
    );
  });

  it("never gives more credits than there are, whoever shares them", () => {
    fc.assert(
      fc.property(fc.nat(5000), anyShare, (n, share) => {
        const total = nanocredits(BigInt(n) * 10n ** 7n);
        const other = { part: share.whole - share.part, whole: share.whole };
        const both = plus(prorateCredits(total, share, 2), prorateCredits(total, other, 2));

        expect(both).toBeLessThanOrEqual(total);
      }),
    );
  });
});
