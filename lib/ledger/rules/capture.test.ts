/** Taking what a hold set aside, in part, repeatedly, or more than that (SEMANTICS 5.2). */
import { describe, expect, it } from "vitest";
import type { FeatureId, WalletId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { asked, day, emptyBooks, grant, MemoryLedger, reverse } from "@/lib/testing/books";
import { capture, figuresIn, holdOf, placed, release, stands } from "@/lib/testing/hold-commands";
import { givenBy } from "@/lib/testing/ledger-words";

describe("a capture", () => {
  it("takes any part, once: the rest is released, last reserved first", () => {
    const ledger = new MemoryLedger();
    const [a, b] = [givenBy(ledger, "20", "A", { priority: 1 }), givenBy(ledger, "30", "B")];
    const holdId = placed(ledger, "50");
    const { entries } = ledger.booked.at(-1) ?? {};
    expect(entries?.map(({ grantId, to }) => [grantId, to])).toEqual([
      [a, "held"],
      [b, "held"],
    ]);
    ledger.do(capture(holdId, "5"));
    const given = ledger.booked.at(-1)?.entries.filter(({ to }) => to === "available");
    expect(given?.map(({ grantId, amount }) => [grantId, creditsText(amount)])).toEqual([
      [b, "30"],
      [a, "15"],
    ]);
    expect(ledger.refusal(capture(holdId, "1"))).toMatchObject({ state: "captured" });
  });

  it("comes several times while it is not final, and closes the hold with its last credit", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "50", "A");
    const holdId = placed(ledger, "50");
    ledger.do(capture(holdId, "20", false));
    expect(holdOf(ledger, holdId)).toMatchObject({ state: "open", held: "30", captured: "20" });
    ledger.do(capture(holdId, "30", false));
    expect(holdOf(ledger, holdId)).toMatchObject({ state: "captured", captured: "50" });
  });

  it("takes all that is held if it names no amount", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "50", "A");
    const holdId = placed(ledger, "50");
    ledger.do(capture(holdId, "20", false));
    expect(ledger.do(capture(holdId)).amount).toBe(credits("30"));
  });

  it("of more than is held takes the rest in burn order", () => {
    const ledger = new MemoryLedger();
    const b = givenBy(ledger, "30", "B");
    const holdId = placed(ledger, "20");
    const a = givenBy(ledger, "5", "A", { priority: 1 });
    expect(ledger.do(capture(holdId, "27")).draws).toMatchObject([
      { grantId: b, amount: credits("20") },
      { grantId: a, amount: credits("5") },
      { grantId: b, amount: credits("2") },
    ]);
    expect(figuresIn(ledger)).toEqual(["8", "0", "0"]);
  });

  it.each(["REFUSE", "CAP", "OVERAGE"] as const)(
    "of more than there is is refused under %s, the hold untouched",
    (shortagePolicy) => {
      const ledger = new MemoryLedger(emptyBooks({ shortagePolicy }));
      givenBy(ledger, "30", "A");
      const holdId = placed(ledger, "20");
      expect(ledger.refusal(capture(holdId, "35"))).toMatchObject({
        ...{ code: "insufficient_credits", required: credits("35") },
        ...{ available: credits("30"), shortfall: credits("5") },
      });
      expect(holdOf(ledger, holdId)).toMatchObject({ state: "open", held: "20" });
    },
  );

  it("of more than is held takes the rest from what may pay for the hold's feature", () => {
    const ledger = new MemoryLedger();
    const featureId = "calls" as FeatureId;
    givenBy(ledger, "10", "A");
    const [plain, calls] = [placed(ledger, "4"), placed(ledger, "4", { featureId })];
    givenBy(ledger, "9", "Calls", { featureIds: [featureId] });
    expect(ledger.refusal(capture(plain, "7"))).toMatchObject({ available: credits("6") });
    expect(ledger.do(capture(calls, "15")).amount).toBe(credits("15"));
  });

  it("of more than is held asks no other wallet than the one that was named", () => {
    const [main, spare] = ["main", "spare"] as [WalletId, WalletId];
    const ledger = new MemoryLedger(emptyBooks({ id: main }, { id: spare }));
    for (const walletId of [main, spare]) ledger.do(grant("10", {}, { walletId }));
    const named = placed(ledger, "10", { walletId: main });
    expect(ledger.refusal(capture(named, "11"))).toMatchObject({ available: credits("10") });
    ledger.do(release(named));
    const any = placed(ledger, "10");
    expect(ledger.do(capture(any, "11")).amount).toBe(credits("11"));
  });

  it("at the hold's end comes too late, a millisecond before it does not", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "50", "A");
    const [first, second] = [placed(ledger, "10"), placed(ledger, "10")];
    ledger.do(capture(first, "10"), new Date(day(1).getTime() - 1));
    expect(ledger.refusal(capture(second, "10"), day(1))).toMatchObject({
      ...{ code: "invalid_state", entity: "hold", state: "expired" },
    });
  });

  it("is given back like a debit, to the grants it took from", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A", { expiresAt: day(1) });
    const b = givenBy(ledger, "30", "B");
    const { transactionId } = ledger.do(capture(placed(ledger, "40", { expiresAt: day(3) }), "30"));
    const { amount, lapsed } = ledger.do(reverse(transactionId, "15"), day(2));
    expect([amount, lapsed].map(creditsText)).toEqual(["15", "5"]);
    expect(stands(ledger, a)).toEqual({ consumed: "15", expired: "5" });
    expect(stands(ledger, b)).toEqual({ available: "30" });
    expect(ledger.refusal(reverse(transactionId, "16"), day(2))).toMatchObject({ field: "amount" });
  });
});

describe("a hold over two wallets", () => {
  const [first, second] = ["first", "second"] as [WalletId, WalletId];
  const overBoth = () => {
    const ledger = new MemoryLedger(emptyBooks({ id: first, priority: 1 }, { id: second }));
    ledger.do(grant("20", {}, { walletId: first }));
    ledger.do(grant("100", {}, { walletId: second }));
    const holdId = placed(ledger, "50");
    ledger.do(capture(holdId, "20", false));
    return { ledger, holdId };
  };

  it.each(["freeze", "close"] as const)(
    "minds no %s of one that it keeps nothing of any more",
    (kind) => {
      const { ledger, holdId } = overBoth();
      ledger.do({ kind, ...asked(), walletId: first });

      expect(ledger.do(capture(holdId)).amount).toBe(credits("30"));
    },
  );

  it("is not captured while one that it keeps credits of is frozen", () => {
    const { ledger, holdId } = overBoth();
    ledger.do({ kind: "freeze", ...asked(), walletId: second });

    expect(ledger.refusal(capture(holdId))).toMatchObject({ entity: "wallet", state: "FROZEN" });
  });
});

describe("a frozen wallet", () => {
  it("lets holds be released and end, and none be captured", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "50", "A");
    const [first, second] = [placed(ledger, "10"), placed(ledger, "20")];
    ledger.do({ kind: "freeze", ...asked(), walletId: ledger.wallet().id });
    expect(ledger.refusal(capture(first, "1"))).toMatchObject({
      entity: "wallet",
      state: "FROZEN",
    });
    ledger.do(release(first));
    ledger.do({ kind: "expire", ...asked() }, day(1));
    expect(holdOf(ledger, second)).toMatchObject({ state: "expired" });
    expect(figuresIn(ledger)).toEqual(["50", "0", "0"]);
  });
});
