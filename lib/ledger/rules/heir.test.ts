import { describe, expect, it } from "vitest";
import { moneyText, sumMoney } from "@/lib/money/money";
import { money } from "@/lib/testing/amounts";
import { day, debit, grant, MemoryLedger, reverse } from "@/lib/testing/books";
import { extend, given, grantOf, ofSource } from "@/lib/testing/lives";

const costs = (ledger: MemoryLedger, source: Parameters<typeof ofSource>[1]) =>
  ofSource(ledger, source).map(({ costTotal }) => moneyText(costTotal));
const worth = (ledger: MemoryLedger, source: Parameters<typeof ofSource>[1]) =>
  moneyText(sumMoney(ofSource(ledger, source).map(({ costTotal }) => costTotal)));

describe("the cost of credits that move on (SEMANTICS 10.4)", () => {
  it("adds up to the whole, however often a grant is parted", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("3", { costTotal: money("100"), expiresAt: day(5) }));

    for (const _ of [1, 2, 3]) ledger.do(extend(id, day(9), "1"));

    expect(costs(ledger, "extension")).toEqual(["33.333333333", "33.333333334", "33.333333333"]);
    expect(worth(ledger, "extension")).toBe("100");
  });

  it("mints none by parting what rounds up", () => {
    const ledger = new MemoryLedger();
    const least = { costTotal: money("0.000000001"), expiresAt: day(5) };
    const id = given(ledger, grant("2", least));

    for (const _ of [1, 2]) ledger.do(extend(id, day(9), "1"));

    expect(worth(ledger, "extension")).toBe("0.000000001");
  });

  it("adds up over parts of parts", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("7", { costTotal: money("1"), expiresAt: day(5) }));
    const { grantId } = ledger.do(extend(id, day(6), "5"));
    if (grantId === null) throw new Error("nothing was extended");
    const before = grantOf(ledger, grantId).costTotal;

    for (const end of [7, 8, 9]) ledger.do(extend(grantId, day(end), end === 7 ? "3" : "1"));

    const parts = ofSource(ledger, "extension").filter((one) => one.parentGrantId === grantId);
    expect(sumMoney(parts.map(({ costTotal }) => costTotal))).toBe(before);
  });

  it("adds up over what reversals restore, part by part", () => {
    const ledger = new MemoryLedger();
    given(ledger, grant("3", { costTotal: money("100"), expiresAt: day(1) }));
    const { transactionId } = ledger.do(debit("3"));

    for (const _ of [1, 2, 3]) {
      ledger.do(reverse(transactionId, "1", 5), day(2));
    }

    expect(worth(ledger, "refund")).toBe("100");
  });
});
