import { describe, expect, it } from "vitest";
import { ZERO } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { asked, day, debit, grant, MemoryLedger, NOON } from "@/lib/testing/books";
import {
  accountsOf,
  drawn,
  figures,
  givenBy,
  nothing,
  part,
  standing,
} from "@/lib/testing/ledger-words";

describe("the life of a grant (SEMANTICS 1.3, 6.1, 9.1)", () => {
  it("waits for its start, and counts from it", () => {
    const ledger = new MemoryLedger();
    const id = givenBy(ledger, "10", "later", { effectiveAt: day(1) });
    expect(figures(ledger)).toEqual({ ...nothing, pending: credits("10") });

    ledger.do({ kind: "expire", ...asked() }, day(2));

    expect(accountsOf(ledger, id)).toEqual(standing({ available: "10" }));
    expect(ledger.booked.at(-1)?.entries).toMatchObject([
      { from: "pending", to: "available", effectiveAt: day(1) },
    ]);
  });

  it("lapses at its own end, whenever that is booked, before anything else is done", () => {
    const ledger = new MemoryLedger();
    const id = givenBy(ledger, "10", "A", { expiresAt: day(1) });
    givenBy(ledger, "5", "B");
    ledger.do(debit("4"));

    ledger.do(debit([part("1", day(3))]), day(3));

    expect(accountsOf(ledger, id)).toEqual(standing({ consumed: "4", expired: "6" }));
    expect(ledger.booked.map(({ kind }) => kind).slice(-2)).toEqual(["due", "debit"]);
    expect(ledger.booked.at(-2)?.entries).toMatchObject([
      { from: "available", to: "expired", effectiveAt: day(1) },
    ]);
  });

  it("waits for its payment, and a term in days starts with it", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(grant("10", { expiresAfterDays: 30 }, { isPaid: false }));
    if (grantId === null) throw new Error("no grant");
    expect(ledger.refusal(debit("1"))).toMatchObject({ available: ZERO });

    ledger.do({ kind: "activate", ...asked(), grantId }, day(2));

    expect(ledger.books.grants.get(grantId)?.expiresAt).toEqual(day(32));
    expect(figures(ledger)).toEqual({ ...nothing, available: credits("10") });
    expect(ledger.refusal({ kind: "activate", ...asked(), grantId }, day(2)).code).toBe(
      "invalid_state",
    );
  });

  it("is voided by a payment after its fixed end", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(grant("10", { expiresAt: day(1) }, { isPaid: false }));
    if (grantId === null) throw new Error("no grant");

    const answer = ledger.do({ kind: "activate", ...asked(), grantId }, day(2));

    expect(answer).toMatchObject({ amount: ZERO, lapsed: credits("10") });
    expect(accountsOf(ledger, grantId)).toEqual(standing({ voided: "10" }));
  });

  it("burns from its payment on where its new end puts it", () => {
    const ledger = new MemoryLedger();
    const waiting = { name: "term", expiresAfterDays: 30 };
    const { grantId } = ledger.do(grant("10", waiting, { isPaid: false }));
    givenBy(ledger, "10", "fixed", { expiresAt: day(60) });
    if (grantId === null) throw new Error("no grant");

    ledger.do({ kind: "activate", ...asked(), grantId });

    expect(drawn(ledger, ledger.do(debit("12")))).toEqual({ term: "10", fixed: "2" });
  });

  it("is of at most ten to the fifteenth credits (SEMANTICS 1.5)", () => {
    const ledger = new MemoryLedger();

    ledger.do(grant("1000000000000000"));

    expect(ledger.refusal(grant("1000000000000000.000000001"))).toMatchObject({ field: "amount" });
  });

  it("cannot end where it starts", () => {
    const terms = { effectiveAt: day(1), expiresAt: day(1) };

    expect(new MemoryLedger().refusal(grant("1", terms))).toMatchObject({ field: "expiresAt" });
  });

  it("can be voided in part and whole; spent stays spent", () => {
    const ledger = new MemoryLedger();
    const grantId = givenBy(ledger, "10", "A");
    ledger.do(debit("3"));

    ledger.do({ kind: "void", ...asked(), grantId, amount: credits("2") });
    expect(accountsOf(ledger, grantId)).toEqual(
      standing({ available: "5", consumed: "3", voided: "2" }),
    );
    expect(ledger.refusal({ kind: "void", ...asked(), grantId, amount: credits("6") }).code).toBe(
      "validation_error",
    );
    ledger.do({ kind: "void", ...asked(), grantId, amount: null });
    expect(accountsOf(ledger, grantId)).toEqual(standing({ consumed: "3", voided: "7" }));
    expect(ledger.refusal({ kind: "void", ...asked(), grantId, amount: null })).toMatchObject({
      code: "invalid_state",
      state: "voided",
    });
  });

  it("counts no command before what is already booked (SEMANTICS 11)", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "A", { expiresAt: day(5) });
    ledger.do(debit([part("1", day(6))], { onShortage: "CAP" }), day(6));

    const clockRunsBehind = debit([part("1", day(4))]);
    expect(ledger.refusal(clockRunsBehind, day(4))).toMatchObject({ available: ZERO });
  });
});

describe("late use (SEMANTICS 11)", () => {
  it("takes first what was live at its time, lapsed since or not, then what is live now", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "10", "A", { expiresAt: day(-1) });
    // Issued after its own end, it lapsed at once; six of the ten had been used before.
    expect(accountsOf(ledger, a)).toEqual(standing({ expired: "10" }));
    givenBy(ledger, "100", "B", { effectiveAt: day(-1) });

    const answer = ledger.do(debit([part("12", day(-2))]));

    expect(drawn(ledger, answer)).toEqual({ A: "10", B: "2" });
    expect(ledger.booked.at(-1)?.entries).toMatchObject([
      { grantId: a, from: "expired", to: "available", effectiveAt: day(-1) },
      { grantId: a, from: "available", to: "consumed", effectiveAt: day(-2), isLate: false },
      { from: "available", to: "consumed", effectiveAt: NOON, isLate: true },
    ]);
    expect(accountsOf(ledger, a)).toEqual(standing({ consumed: "10" }));
  });

  it("tells the last millisecond before the end from the end itself", () => {
    const ledger = new MemoryLedger();
    const ends = day(-1);
    givenBy(ledger, "10", "A", { expiresAt: ends });

    expect(ledger.refusal(debit([part("1", ends)]))).toMatchObject({ available: ZERO });
    const justBefore = new Date(ends.getTime() - 1);
    expect(drawn(ledger, ledger.do(debit([part("1", justBefore)])))).toEqual({ A: "1" });
  });

  it("counts at its own time where the grant was already live", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "A");

    ledger.do(debit([part("1", day(-2))]));

    expect(ledger.booked.at(-1)).toMatchObject({
      effectiveAt: day(-2),
      recordedAt: NOON,
      entries: [{ effectiveAt: day(-2), isLate: false }],
    });
  });
});
