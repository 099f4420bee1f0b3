import { describe, expect, it } from "vitest";
import type { GrantId } from "@/lib/ids";
import { sum, ZERO } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { asked, day, debit, emptyBooks, MemoryLedger, reverse } from "@/lib/testing/books";
import {
  accountsOf,
  drawn,
  figures,
  givenBy,
  nothing,
  part,
  standing,
} from "@/lib/testing/ledger-words";
import type { Command } from "./command";

const END = new Date("2026-11-30T00:00:00Z");

describe("reversal (SEMANTICS 4.3)", () => {
  it("gives back to the same grants, last drawn first, never more than was taken", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "40", "A", { expiresAt: END });
    const b = givenBy(ledger, "100", "B");
    const { transactionId } = ledger.do(debit("90"));

    expect(drawn(ledger, ledger.do(reverse(transactionId, "60")))).toEqual({ B: "50", A: "10" });
    expect(accountsOf(ledger, a)).toEqual(standing({ available: "10", consumed: "30" }));
    expect(ledger.refusal(reverse(transactionId, "31")).code).toBe("validation_error");
    ledger.do(reverse(transactionId));

    expect(accountsOf(ledger, b)).toEqual(standing({ available: "100" }));
    expect(ledger.refusal(reverse(transactionId))).toMatchObject({ state: "reversed" });
  });

  it("lapses at once what returns to a grant that has ended, and reports it", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "10", "A", { expiresAt: day(1) });
    const { transactionId } = ledger.do(debit("4"));

    const answer = ledger.do(reverse(transactionId), day(2));

    expect(answer).toMatchObject({ amount: credits("4"), lapsed: credits("4") });
    expect(accountsOf(ledger, a)).toEqual(standing({ expired: "10" }));
  });

  it("voids what returns to a voided grant", () => {
    const ledger = new MemoryLedger();
    const grantId = givenBy(ledger, "10", "A");
    const { transactionId } = ledger.do(debit("4"));
    ledger.do({ kind: "void", ...asked(), grantId, amount: null });

    expect(ledger.do(reverse(transactionId)).lapsed).toBe(credits("4"));
    expect(accountsOf(ledger, grantId)).toEqual(standing({ voided: "10" }));
  });

  it("restores for N days instead, with the cost that belongs to it", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "10", "A", { expiresAt: day(1), costTotal: money("5") });
    const { transactionId } = ledger.do(debit("4"));

    const { grantId, lapsed } = ledger.do(reverse(transactionId, null, 30), day(2));

    expect(lapsed).toBe(ZERO);
    expect(accountsOf(ledger, a)).toEqual(standing({ expired: "6", moved: "4" }));
    expect(accountsOf(ledger, grantId)).toEqual(standing({ available: "4" }));
    const restored = ledger.books.grants.get(grantId as GrantId);
    expect(restored).toMatchObject({ parentGrantId: a, expiresAt: day(32) });
    expect(moneyText(restored?.costTotal ?? money("0"))).toBe("2");
  });

  const owing = () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    const a = givenBy(ledger, "30", "A");
    const { transactionId } = ledger.do(debit("50"));
    return { ledger, a, transactionId };
  };

  it("returns overage first: unsettled, the overage falls", () => {
    const { ledger, a, transactionId } = owing();

    ledger.do(reverse(transactionId, "25"));

    expect(figures(ledger)).toEqual({ ...nothing, available: credits("5") });
    expect(accountsOf(ledger, a)).toEqual(standing({ available: "5", consumed: "25" }));
  });

  it("settled, it returns to the grant that settled it", () => {
    const { ledger, transactionId } = owing();
    const b = givenBy(ledger, "100", "B");

    ledger.do(reverse(transactionId, "15"));

    expect(accountsOf(ledger, b)).toEqual(standing({ available: "95", consumed: "5" }));
    ledger.do(reverse(transactionId));
    expect(accountsOf(ledger, b)).toEqual(standing({ available: "100" }));
    expect(figures(ledger)).toEqual({ ...nothing, available: credits("130") });
  });

  it("invoiced, it is not returned but reported, once", () => {
    const { ledger, transactionId } = owing();
    const lotIds = [...ledger.books.lots.keys()];
    ledger.do({ kind: "invoice_overage", ...asked(), walletId: ledger.wallet().id, lotIds });

    const first = ledger.do(reverse(transactionId, "15"));
    const rest = ledger.do(reverse(transactionId));

    expect(first).toMatchObject({ amount: ZERO, invoiced: credits("15") });
    expect(rest).toMatchObject({ amount: credits("30"), invoiced: credits("5") });
    expect(figures(ledger)).toEqual({ ...nothing, available: credits("30") });
  });

  it("returns in portions what was owed for two uses, settled by two grants, and invoiced", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    const uses = debit([part("10", day(-2)), part("10", day(-1))]);
    const { transactionId } = ledger.do(uses);
    const [a, b] = [givenBy(ledger, "5", "A"), givenBy(ledger, "6", "B")];
    const walletId = ledger.wallet().id;
    const lotIds = [...ledger.books.lots.keys()];
    ledger.do({ kind: "invoice_overage", ...asked(), walletId, lotIds });

    const first = ledger.do(reverse(transactionId, "7"));
    expect(drawn(ledger, first)).toEqual({ B: "6", A: "1" });
    const second = ledger.do(reverse(transactionId, "6"));
    expect(second).toMatchObject({ amount: credits("4"), invoiced: credits("2") });
    const third = ledger.do(reverse(transactionId));
    expect(third).toMatchObject({ amount: ZERO, invoiced: credits("7") });

    expect(accountsOf(ledger, a)).toEqual(standing({ available: "5" }));
    expect(accountsOf(ledger, b)).toEqual(standing({ available: "6" }));
    expect(ledger.refusal(reverse(transactionId))).toMatchObject({ state: "reversed" });
  });

  it("gives back of a slice alone, as much of it as is left, last drawn first", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "15", "A", { expiresAt: END });
    const b = givenBy(ledger, "100", "B");
    const uses = debit([part("10", day(-3)), part("10", day(-2)), part("10", day(-1))]);
    const { transactionId } = ledger.do(uses);
    const slice = { offset: credits("10"), length: credits("10") };
    const ofSecond = (amount: string | null) => ({ ...reverse(transactionId, amount), slice });

    expect(drawn(ledger, ledger.do(ofSecond("7")))).toEqual({ B: "5", A: "2" });
    expect(accountsOf(ledger, a)).toEqual(standing({ available: "2", consumed: "13" }));
    expect(accountsOf(ledger, b)).toEqual(standing({ available: "90", consumed: "10" }));
    expect(ledger.do(ofSecond("1000")).amount).toBe(credits("3"));
    expect(ledger.refusal(ofSecond("1"))).toMatchObject({ state: "reversed" });
    expect(ledger.do(reverse(transactionId)).amount).toBe(credits("20"));
    expect(ledger.refusal(ofSecond(null))).toMatchObject({ state: "reversed" });
  });

  it("counts at the time of the use that it gives back for, and moves credits now", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "100", "A");
    const { transactionId } = ledger.do(debit("30"));

    ledger.do({ ...reverse(transactionId), usedAt: day(-2) } as Command, day(1));

    const booked = ledger.booked.at(-1);
    expect(booked).toMatchObject({ kind: "reverse", effectiveAt: day(-2) });
    expect(booked?.entries.map(({ effectiveAt }) => effectiveAt)).toEqual([day(1)]);
  });

  it("settles with what it gives back what is owed for something else", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    givenBy(ledger, "30", "A");
    const { transactionId } = ledger.do(debit("30"));
    ledger.do(debit("20"));

    ledger.do(reverse(transactionId));

    expect(figures(ledger)).toEqual({ ...nothing, available: credits("10") });
    expect(sum([...ledger.books.lots.values()].map(({ open }) => open))).toBe(ZERO);
  });
});
