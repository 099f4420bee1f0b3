import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { asked, debit, grant, MemoryLedger, reverse } from "@/lib/testing/books";
import {
  given,
  grantOf,
  keepsAll,
  keepsUpTo,
  month,
  monthly,
  ofSource,
  rolling,
  stands,
  until,
} from "@/lib/testing/lives";

const part = (amount: string, at: Date) => debit([{ eventId: null, at, amount: credits(amount) }]);
const rollovers = (ledger: MemoryLedger) =>
  ofSource(ledger, "rollover")
    .filter(({ available }) => available > 0n)
    .map(({ available }) => creditsText(available));

describe("around the end", () => {
  const life = rolling(keepsAll, { expiresAt: month(4) });
  const terms = { effectiveAt: month(1), expiresAt: month(2), life };

  it("a late use takes what was rolled over as it is now, marked", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", terms), month(1));

    ledger.do(part("3", month(1, 20)), month(2, 2));

    expect(stands(grantOf(ledger, id))).toEqual({ moved: "10" });
    expect(ledger.booked.at(-1)?.entries).toMatchObject([
      { grantId: ofSource(ledger, "rollover")[0]?.id, isLate: true, effectiveAt: month(2, 2) },
    ]);
  });

  it("a late use reaches nothing that the cap cut before its end", () => {
    const ledger = new MemoryLedger();
    for (const number of [1, 2]) {
      const command = monthly("10", { number, keeps: keepsUpTo("10"), periods: 2 });
      ledger.do(command, month(number));
    }
    // January's rollover was cut at 1 March, before its own end at 1 April.
    until(ledger, month(4, 2));

    const late = ledger.refusal(part("11", month(3, 20)), month(4, 3));

    expect(late).toMatchObject({ code: "insufficient_credits", available: 10_000_000_000n });
  });

  it("a reversal to what rolled over lapses, as to any grant that has ended", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", terms), month(1));
    const { transactionId } = ledger.do(part("4", month(1, 5)), month(1, 5));

    const { lapsed } = ledger.do(reverse(transactionId), month(2, 2));

    expect(creditsText(lapsed)).toBe("4");
    expect(stands(grantOf(ledger, id))).toEqual({ moved: "6", expired: "4" });
    expect(rollovers(ledger)).toEqual(["6"]);
  });

  it("what is restored for some days rolls no more, if that is longer than its rollover", () => {
    const ledger = new MemoryLedger();
    ledger.do(grant("10", terms), month(1));
    const { transactionId } = ledger.do(part("4", month(1, 5)), month(1, 5));

    ledger.do(reverse(transactionId, null, 365), month(2, 2));

    expect(ofSource(ledger, "refund")).toMatchObject([{ life: { rollover: null } }]);
  });

  it("credits given when their whole life is over roll and lapse as they would have", () => {
    const ledger = new MemoryLedger();

    const { lapsed } = ledger.do(grant("10", terms), month(3));

    expect(creditsText(lapsed)).toBe("0");
    expect(rollovers(ledger)).toEqual(["10"]);
    expect(creditsText(ledger.do(grant("7", terms), month(6)).lapsed)).toBe("7");
  });

  it("they settle what was owed in the rollover's life", () => {
    const ledger = new MemoryLedger();
    const owed = ledger.do({ ...part("4", month(3)), onShortage: "OVERAGE" }, month(3));
    expect(creditsText(owed.amount)).toBe("4");

    ledger.do(grant("10", terms), month(3, 2));

    expect(rollovers(ledger)).toEqual(["6"]);
    expect(creditsText(ledger.wallet().overage)).toBe("0");
  });

  it("a grant that was voided keeps nothing", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", terms), month(1));
    ledger.do({ ...asked(), kind: "void", grantId: id, amount: null }, month(1, 2));

    until(ledger, month(2));

    expect(ofSource(ledger, "rollover")).toEqual([]);
  });
});
