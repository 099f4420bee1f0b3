/** How holds end beside grants, voids, debts and other wallets (SEMANTICS §5.2, §5.3, 6.2). */
import { describe, expect, it } from "vitest";
import type { WalletId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { asked, day, debit, emptyBooks, grant, MemoryLedger } from "@/lib/testing/books";
import {
  capture,
  figuresIn,
  holdOf,
  placed,
  release,
  stands,
  voided,
} from "@/lib/testing/hold-commands";
import { givenBy } from "@/lib/testing/ledger-words";
import { Draft } from "./draft";
import { nextChangeAt } from "./next-change";
import { endHoldsOf } from "./release";

describe("what is released", () => {
  it("lapses if its grant ends at that very instant", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A", { expiresAt: day(1) });
    const holdId = placed(ledger, "20", { expiresAt: day(2) });
    expect(ledger.do(release(holdId), day(1)).lapsed).toBe(credits("20"));
    expect(stands(ledger, a)).toEqual({ expired: "20" });
  });

  it("is voided if its grant was", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A");
    const holdId = placed(ledger, "5");
    ledger.do(voided(a, null, false));
    expect(stands(ledger, a)).toEqual({ held: "5", voided: "15" });
    expect(ledger.do(release(holdId)).lapsed).toBe(credits("5"));
    expect(stands(ledger, a)).toEqual({ voided: "20" });
  });

  it("settles at once what is owed, before anything else may use it", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    givenBy(ledger, "50", "A");
    const holdId = placed(ledger, "50");
    ledger.do(debit("20"));
    expect(figuresIn(ledger)).toEqual(["0", "50", "20"]);
    ledger.do(release(holdId));
    expect(figuresIn(ledger)).toEqual(["30", "0", "0"]);
  });
});

describe("at one instant", () => {
  it("a hold ends before its grant does, so that what it gives back ends with the grant", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A", { expiresAt: day(1) });
    placed(ledger, "20", { expiresAt: day(1) });
    ledger.do({ kind: "expire", ...asked() }, day(2));
    const moves = ledger.booked.at(-1)?.entries.map(({ from, to }) => `${from} ${to}`);
    expect(moves).toEqual(["held available", "available expired"]);
    expect(stands(ledger, a)).toEqual({ expired: "20" });
  });

  it("a hold ends before a grant starts: what it gives back settles first", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    const a = givenBy(ledger, "20", "A");
    const b = givenBy(ledger, "20", "B", { effectiveAt: day(1), priority: 1 });
    placed(ledger, "20", { expiresAt: day(1) });
    ledger.do(debit("15"));
    ledger.do({ kind: "expire", ...asked() }, day(1));
    expect([stands(ledger, a), stands(ledger, b)]).toEqual([
      { available: "5", consumed: "15" },
      { available: "20" },
    ]);
  });
});

describe("a void", () => {
  it("leaves the held part alone, for its own capture", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A");
    const holdId = placed(ledger, "5");
    expect(ledger.do(voided(a, null, false)).amount).toBe(credits("15"));
    ledger.do(capture(holdId, "4"));
    expect(stands(ledger, a)).toEqual({ consumed: "4", voided: "16" });
  });

  it("by force ends the holds on the grant; their other credits go back, and settle", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    const [a, b] = [givenBy(ledger, "20", "A", { priority: 1 }), givenBy(ledger, "30", "B")];
    const holdId = placed(ledger, "50");
    ledger.do(debit("10"));
    const answer = ledger.do(voided(a, null, true));
    expect([answer.amount, answer.released].map(creditsText)).toEqual(["20", "50"]);
    expect([stands(ledger, a), stands(ledger, b)]).toEqual([
      { voided: "20" },
      { available: "20", consumed: "10" },
    ]);
    expect(holdOf(ledger, holdId)).toMatchObject({ state: "released" });
    expect(figuresIn(ledger)).toEqual(["20", "0", "0"]);
  });

  it("by force of an amount leaves the rest of the grant available", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A");
    placed(ledger, "15");
    const tooMuch = voided(a, "6", false);
    expect(ledger.refusal(tooMuch)).toMatchObject({ field: "amount" });
    ledger.do(voided(a, "6", true));
    expect(stands(ledger, a)).toEqual({ available: "14", voided: "6" });
  });

  it("by force takes what is held of a grant that has ended", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A", { expiresAt: day(1) });
    placed(ledger, "15", { expiresAt: day(3) });
    expect(ledger.do(voided(a, null, true), day(2)).amount).toBe(credits("15"));
    expect(stands(ledger, a)).toEqual({ voided: "15", expired: "5" });
  });

  it("by force of a frozen wallet is refused", () => {
    const ledger = new MemoryLedger();
    const a = givenBy(ledger, "20", "A");
    placed(ledger, "20");
    ledger.do({ kind: "freeze", ...asked(), walletId: ledger.wallet().id });
    expect(ledger.refusal(voided(a, null, true))).toMatchObject({ state: "FROZEN" });
  });
});

describe("a wallet", () => {
  const [main, spare] = ["main", "spare"] as [WalletId, WalletId];
  const held = () => {
    const ledger = new MemoryLedger(emptyBooks({ id: main, priority: 1 }, { id: spare }));
    for (const walletId of [main, spare]) ledger.do(grant("10", {}, { walletId }));
    return { ledger, holdId: placed(ledger, "15") };
  };

  it("changes next when a hold on it ends, if the hold still keeps something of it", () => {
    const { ledger, holdId } = held();
    expect([main, spare].map((id) => nextChangeAt(ledger.books, id))).toEqual([day(1), day(1)]);
    ledger.do(capture(holdId, "10", false));
    expect([main, spare].map((id) => nextChangeAt(ledger.books, id))).toEqual([null, day(1)]);
  });

  it("that ends its holds gives back in the other wallets too", () => {
    const { ledger, holdId } = held();
    const mint = () => "unwritten" as never;
    const draft = new Draft(ledger.books, { at: day(0), mint, transactionId: mint() });
    endHoldsOf(draft, spare);
    expect(draft.hold(holdId)).toMatchObject({ state: "released", released: credits("15") });
    expect([main, spare].map((id) => draft.wallet(id).held)).toEqual([0n, 0n]);
    expect([main, spare].map((id) => creditsText(draft.wallet(id).available))).toEqual([
      "10",
      "10",
    ]);
  });
});
