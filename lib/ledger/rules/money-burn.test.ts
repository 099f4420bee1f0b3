/** Use priced in money (SEMANTICS 7.4): credits pay at each wallet's rate, the rest is told in money. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WalletId } from "@/lib/ids";
import { creditsText, sum, ZERO } from "@/lib/money/credits";
import { ONE } from "@/lib/money/decimal";
import { addMoney, type Money, moneyText, NO_MONEY, nanomoney } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { debit, emptyBooks, grant, MemoryLedger, NOON, WALLET } from "@/lib/testing/books";
import { drawn, givenBy } from "@/lib/testing/ledger-words";
import type { DebitPart, PartDecision } from "./command";
import { creditsFor, uncover } from "./money-burn";
import type { Covered, MoneyPayer } from "./money-terms";

const OTHER = "other" as WalletId;
const payer = (rate: string, walletId = WALLET, covered: Covered | null = null): MoneyPayer => ({
  ...{ walletId, covered },
  rate: money(rate),
});
const use = (amount: string): DebitPart => ({ eventId: null, at: NOON, amount: money(amount) });
const told = ({ drawn: taken, money: share }: PartDecision) => [
  creditsText(taken),
  moneyText(share?.owed ?? NO_MONEY),
];

describe("a price in money", () => {
  it("becomes credits on the running total: three tables at 10 USD and a rate of 0.03", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "2000", "A");

    const { parts } = ledger.do(
      debit([use("10"), use("10"), use("10")], { inMoney: [payer("0.03")] }),
    );

    expect(parts.map(told)).toEqual([
      ["333.333333333", "0"],
      ["333.333333334", "0"],
      ["333.333333333", "0"],
    ]);
  });

  it("is not rounded anew by the next command: what was covered before counts", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "2000", "A");
    let covered: Covered | null = null;
    const taken = [1, 2, 3].map(() => {
      const inMoney = [payer("0.03", WALLET, covered)];
      const { parts } = ledger.do(debit([use("10")], { inMoney }));
      covered = parts[0]?.money?.covered.get(WALLET) ?? null;
      return creditsText(parts[0]?.drawn ?? ZERO);
    });

    expect(taken).toEqual(["333.333333333", "333.333333334", "333.333333333"]);
  });

  it("leaves to the invoice what no credits cover, whatever the wallet's policy says", () => {
    for (const shortagePolicy of ["REFUSE", "CAP", "OVERAGE"] as const) {
      const ledger = new MemoryLedger(emptyBooks({ shortagePolicy }));
      givenBy(ledger, "1500", "A");

      const { parts } = ledger.do(
        debit([use("10"), use("10"), use("2.5")], { inMoney: [payer("0.01")] }),
      );

      expect(parts.map(told)).toEqual([
        ["1000", "0"],
        ["500", "5"],
        ["0", "2.5"],
      ]);
      expect(parts.every((part) => part.dropped === ZERO && part.overage === ZERO)).toBe(true);
    }
  });

  it("takes nothing of an empty wallet and still tells the price", () => {
    const { amount, parts } = new MemoryLedger().do(
      debit([use("10")], { inMoney: [payer("0.01")] }),
    );

    expect(amount).toBe(ZERO);
    expect(parts.map(told)).toEqual([["0", "10"]]);
  });

  it("converts what is left at each wallet's own rate, in burn order", () => {
    const ledger = new MemoryLedger(emptyBooks({ priority: 1 }, { id: OTHER, priority: 2 }));
    givenBy(ledger, "300", "A");
    ledger.do(grant("1000", { name: "B" }, { walletId: OTHER }));

    const answer = ledger.do(
      debit([use("10"), use("500")], { inMoney: [payer("0.01"), payer("0.5", OTHER)] }),
    );

    // 300 at 0.01 are 3.00; of what is left, 7.00 are 14 at 0.5. Of the second, 986 are worth 493.
    expect(answer.parts.map(told)).toEqual([
      ["314", "0"],
      ["986", "7"],
    ]);
    expect(drawn(ledger, answer)).toEqual({ A: "300", B: "1000" });
  });

  it("goes by grants where wallets have one priority, from one to the other and back", () => {
    const ledger = new MemoryLedger(emptyBooks({}, { id: OTHER }));
    givenBy(ledger, "100", "first", { priority: 1 });
    ledger.do(grant("2", { name: "second", priority: 2 }, { walletId: OTHER }));
    givenBy(ledger, "100", "third", { priority: 3 });

    const answer = ledger.do(
      debit([use("2.5")], { inMoney: [payer("0.01"), payer("0.5", OTHER)] }),
    );

    expect(drawn(ledger, answer)).toEqual({ first: "100", second: "2", third: "50" });
    expect(answer.parts.map(told)).toEqual([["152", "0"]]);
  });

  it("skips wallets of another currency, which are not named", () => {
    const ledger = new MemoryLedger(emptyBooks({}, { id: OTHER, priority: 1 }));
    ledger.do(grant("1000", { name: "euros" }, { walletId: OTHER }));
    givenBy(ledger, "100", "dollars");

    const answer = ledger.do(debit([use("2")], { inMoney: [payer("0.01")] }));

    expect(drawn(ledger, answer)).toEqual({ dollars: "100" });
    expect(answer.parts.map(told)).toEqual([["100", "1"]]);
  });

  it("prices what is added at a new rate, and lets stand what was paid at the old one", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "9000", "A");
    const covered = { money: money("30"), credits: credits("3000"), rate: money("0.01") };
    const inMoney = [payer("0.02", WALLET, covered)];

    expect(ledger.do(debit([use("10")], { inMoney })).amount).toBe(credits("500"));
  });
});

describe("properties of a price in money", () => {
  const anyMoney = fc.constantFrom("0", "0.000000001", "0.01", "1", "3.333333333").map(money);
  const anyRate = fc.constantFrom("0.01", "0.03", "0.07", "1", "3").map(money);
  const anyGrant = fc.constantFrom("0.000000001", "1", "33.333333333", "100").map(credits);
  const anyPurse = fc.record({
    rates: fc.tuple(anyRate, anyRate),
    grants: fc.array(fc.tuple(anyGrant, fc.boolean(), fc.integer({ min: 1, max: 3 })), {
      maxLength: 5,
    }),
  });
  const ledgerOf = ({ grants }: { grants: [bigint, boolean, number][] }) => {
    const ledger = new MemoryLedger(emptyBooks({}, { id: OTHER }));
    for (const [amount, isOther, priority] of grants) {
      const over = { walletId: isOther ? OTHER : WALLET };
      ledger.do(grant(creditsText(amount as never), { priority }, over));
    }
    return ledger;
  };
  /** Uses in commands of so many parts; what came of each. */
  const taken = (
    purse: { rates: [Money, Money]; grants: [bigint, boolean, number][] },
    uses: readonly Money[],
    size: number,
  ) => {
    const ledger = ledgerOf(purse);
    const covered = new Map<WalletId, Covered>();
    const parts: PartDecision[] = [];
    for (let at = 0; at < uses.length; at += size) {
      const inMoney = [WALLET, OTHER].map((walletId, index) => ({
        ...{ walletId, rate: purse.rates[index] ?? 0n, covered: covered.get(walletId) ?? null },
      }));
      const asked = uses.slice(at, at + size).map((one) => use(moneyText(one)));
      parts.push(...ledger.do(debit(asked, { inMoney })).parts);
      for (const part of parts) {
        for (const [id, total] of part.money?.covered ?? []) covered.set(id, total);
      }
    }
    return { ledger, parts, covered };
  };
  const anyUses = fc.array(anyMoney, { minLength: 1, maxLength: 8 });

  it("covered and owed are the price, and credits are worth what they cover", () => {
    fc.assert(
      fc.property(anyPurse, anyUses, (purse, uses) => {
        const { parts, covered } = taken(purse, uses, 1);
        const owed = parts.reduce((all, part) => all + (part.money?.owed ?? 0n), 0n);
        const all = [...covered.values()];
        const worth = all.reduce((total, one) => total + one.money, 0n);
        expect(worth + owed).toBe(uses.reduce<bigint>((total, one) => total + one, 0n));
        expect(sum(parts.map((part) => part.drawn))).toBe(sum(all.map((one) => one.credits)));
        for (const one of all) {
          const off = one.credits * one.rate - one.money * ONE;
          // A part of the smallest unit of money, or half of the smallest of credits: once in all.
          expect(off <= one.rate / 2n + 1n && off > -(ONE + one.rate)).toBe(true);
        }
      }),
    );
  });

  it("a batch may be cut anywhere", () => {
    fc.assert(
      fc.property(anyPurse, anyUses, fc.integer({ min: 1, max: 3 }), (purse, uses, size) => {
        const whole = taken(purse, uses, uses.length);
        const cut = taken(purse, uses, size);
        expect(cut.parts.map(told)).toEqual(whole.parts.map(told));
        expect(cut.covered).toEqual(whole.covered);
      }),
    );
  });

  it("owes nothing while credits of the currency are left", () => {
    fc.assert(
      fc.property(anyPurse, anyUses, (purse, uses) => {
        const { ledger, parts } = taken(purse, uses, 1);
        const left = sum([...ledger.books.wallets.values()].map(({ available }) => available));
        const owed = parts.reduce(
          (all, part) => addMoney(all, part.money?.owed ?? NO_MONEY),
          NO_MONEY,
        );
        expect(left > ZERO && owed > NO_MONEY).toBe(false);
      }),
    );
  });

  it("what is uncovered gives back what covering it took", () => {
    fc.assert(
      fc.property(anyRate, anyMoney, anyMoney, (rate, before, more) => {
        const at = (total: Money): Covered => ({
          ...{ money: total, rate },
          credits: creditsFor(total, rate),
        });
        const whole = at(addMoney(before, more));
        const all = uncover({ walletId: WALLET, rate, covered: whole }, more, whole.credits);
        expect(all.after).toEqual(at(before));
        const half = nanomoney(more / 2n);
        const first = uncover({ walletId: WALLET, rate, covered: whole }, half, whole.credits);
        const rest = nanomoney(more - half);
        const second = uncover(
          { walletId: WALLET, rate, covered: first.after },
          rest,
          whole.credits,
        );
        expect(sum([first.credits, second.credits])).toBe(all.credits);
      }),
    );
  });
});
