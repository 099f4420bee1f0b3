import { describe, expect, it } from "vitest";
import type { WalletId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { asked, day, debit, emptyBooks, grant, MemoryLedger, reverse } from "@/lib/testing/books";
import {
  bounds,
  extend,
  given,
  grantOf,
  ofSource,
  reset,
  stands,
  until,
  voidWallet,
} from "@/lib/testing/lives";

const OTHER = "other" as WalletId;
const ENDING = { effectiveAt: day(-1), expiresAt: day(5) } as const;
const available = (ledger: MemoryLedger) => creditsText(ledger.wallet().available);
const owed = (ledger: MemoryLedger) => creditsText(ledger.wallet().overage);

describe("a period reset (SEMANTICS 6.4)", () => {
  it.each([
    ["0", "0", "6", { expired: "6" }, []],
    ["0", "4", "6", { available: "4", expired: "2" }, []],
    ["2", "8", "6", { available: "6" }, []],
    ["8", "9", "6", { available: "6" }, ["2"]],
    ["5", "5", "6", { available: "5", expired: "1" }, []],
    ["5", "5", "0", {}, ["5"]],
  ])("leaves min(max %s–%s) of %s", (min, max, left, standing, raised) => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", { ...ENDING, life: bounds(min, max) }));
    const spent = creditsText((credits("10") - credits(left)) as never);
    ledger.do(debit(spent));

    ledger.do(reset());

    expect(stands(grantOf(ledger, id))).toEqual({ ...standing, consumed: spent });
    expect(ofSource(ledger, "refill").map((one) => creditsText(one.available))).toEqual(raised);
  });

  it("leaves nothing of a grant whose terms say nothing", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10"));

    const { amount, lapsed, draws } = ledger.do(reset());

    expect([amount, lapsed].map(creditsText)).toEqual(["10", "10"]);
    expect(draws).toMatchObject([{ grantId: id }]);
    expect(stands(grantOf(ledger, id))).toEqual({ expired: "10" });
  });

  it("raises a grant by one of the same end, that cost nothing and keeps nothing", () => {
    const ledger = new MemoryLedger();
    const terms = { ...ENDING, costTotal: money("30"), life: bounds("8", "9") } as const;
    const id = given(ledger, grant("10", terms));
    ledger.do(debit("7"));

    ledger.do(reset(), day(1));

    expect(ofSource(ledger, "refill")).toMatchObject([
      {
        ...{ parentGrantId: id, costTotal: NO_MONEY, life: null, amount: credits("5") },
        ...{ effectiveAt: day(1), expiresAt: day(5) },
      },
    ]);
    expect(ledger.booked.at(-1)?.entries).toMatchObject([{ from: "issued", to: "available" }]);
  });

  it("does so again at the next reset, from the grant itself", () => {
    const ledger = new MemoryLedger();
    given(ledger, grant("10", { ...ENDING, life: bounds("8", "8") }));
    ledger.do(debit("10"));
    ledger.do(reset(), day(1));
    ledger.do(debit("3"), day(1));

    ledger.do(reset(), day(2));

    expect(available(ledger)).toBe("8");
    expect(ofSource(ledger, "refill").map(stands)).toEqual([
      { consumed: "3", expired: "5" },
      { available: "8" },
    ]);
  });

  it("leaves alone what is held, what is to come, what has ended and other wallets", () => {
    const ledger = new MemoryLedger(emptyBooks({}, { id: OTHER, priority: 90 }));
    const id = given(ledger, grant("10"));
    const told = { walletId: null, creditUnit: "credits", featureId: null, member: null } as const;
    const held = { amount: credits("4"), expiresAt: day(2) };
    ledger.do({ ...asked(), kind: "hold", ...told, ...held });
    const coming = given(ledger, grant("10", { effectiveAt: day(2), life: bounds("20", "20") }));
    const ended = given(ledger, grant("5", { expiresAt: day(1), life: bounds("20", "20") }));
    const elsewhere = given(ledger, grant("10", {}, { walletId: OTHER }));

    ledger.do(reset(), day(1));

    expect(stands(grantOf(ledger, id))).toEqual({ held: "4", expired: "6" });
    expect(stands(grantOf(ledger, coming))).toEqual({ pending: "10" });
    expect(stands(grantOf(ledger, ended))).toEqual({ expired: "5" });
    expect(stands(grantOf(ledger, elsewhere))).toEqual({ available: "10" });
    expect(ofSource(ledger, "refill")).toEqual([]);
  });

  it("raises no grant that was voided, nor one whose credits moved on", () => {
    const ledger = new MemoryLedger();
    const life = bounds("8", "8");
    const voided = given(ledger, grant("10", { ...ENDING, life }));
    ledger.do({ ...asked(), kind: "void", grantId: voided, amount: null });
    const extended = given(ledger, grant("10", { ...ENDING, life }));
    ledger.do(extend(extended, day(9)));

    ledger.do(reset());

    expect(available(ledger)).toBe("8");
    expect(ofSource(ledger, "refill")).toEqual([]);
  });

  it("carries what is owed, and what it gives settles it", () => {
    const ledger = new MemoryLedger();
    given(ledger, grant("10", { ...ENDING, life: bounds("4", "4") }));
    ledger.do(debit("16", { onShortage: "OVERAGE" }));

    ledger.do(reset("carry"));

    expect([available(ledger), owed(ledger)]).toEqual(["0", "2"]);
  });

  it("clears what is owed, if asked: it is forgiven, not paid", () => {
    const ledger = new MemoryLedger();
    given(ledger, grant("10", { ...ENDING, life: bounds("4", "4") }));
    ledger.do(debit("16", { onShortage: "OVERAGE" }));

    const { amount } = ledger.do(reset("clear"));

    expect(creditsText(amount)).toBe("6");
    expect([available(ledger), owed(ledger)]).toEqual(["4", "0"]);
    expect([...ledger.books.lots.values()]).toMatchObject([{ cleared: credits("6"), open: 0n }]);
    expect(ledger.booked.at(-1)?.entries[0]).toMatchObject({ from: "voided", to: "overage" });
  });

  it("what was forgiven is not given back by a reversal", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", ENDING));
    const { transactionId } = ledger.do(debit("16", { onShortage: "OVERAGE" }));
    ledger.do(reset("clear"));

    expect(ledger.refusal(reverse(transactionId, "11"))).toMatchObject({ field: "amount" });
    expect(creditsText(ledger.do(reverse(transactionId)).amount)).toBe("10");
    expect(stands(grantOf(ledger, id))).toEqual({ available: "10" });
    expect(owed(ledger)).toBe("0");
  });

  it("no late use reaches what a reset took", () => {
    const ledger = new MemoryLedger();
    given(ledger, grant("10", { ...ENDING, life: bounds("0", "4") }));
    ledger.do(reset(), day(1));
    until(ledger, day(6));
    const late = (amount: string) =>
      debit([{ eventId: null, at: day(4), amount: credits(amount) }]);

    expect(ledger.refusal(late("5"), day(6))).toMatchObject({ available: credits("4") });
    expect(creditsText(ledger.do(late("4"), day(6)).amount)).toBe("4");
  });

  it("is booked even where it has nothing to do", () => {
    const ledger = new MemoryLedger();
    const { amount } = ledger.do(reset());

    expect(creditsText(amount)).toBe("0");
    expect(ledger.wallet().seq).toBe(1);
  });

  it("is refused for a frozen or closed wallet, and one that is not there", () => {
    const ledger = new MemoryLedger();
    expect(ledger.refusal(reset("carry", OTHER))).toMatchObject({ code: "not_found" });
    for (const [kind, state] of [
      ["freeze", "FROZEN"],
      ["close", "CLOSED"],
    ] as const) {
      ledger.do({ ...asked(), kind, walletId: ledger.wallet().id });
      expect(ledger.refusal(reset())).toMatchObject({ code: "invalid_state", state });
    }
  });
});

describe("voiding an amount of a wallet (SEMANTICS 6.2)", () => {
  it("takes from its grants in burn order, whatever they may pay for", () => {
    const ledger = new MemoryLedger();
    const later = given(ledger, grant("10", { expiresAt: day(9), featureIds: ["calls"] as never }));
    const sooner = given(ledger, grant("10", { expiresAt: day(5) }));

    const { amount, draws } = ledger.do(voidWallet("14"));

    expect(creditsText(amount)).toBe("14");
    expect(draws).toMatchObject([
      { grantId: sooner, decidedBy: "sooner_expiry" },
      { grantId: later, decidedBy: "only_choice" },
    ]);
    expect(stands(grantOf(ledger, later))).toEqual({ available: "6", voided: "4" });
    expect(stands(grantOf(ledger, sooner))).toEqual({ voided: "10" });
  });

  it("leaves spent, held and coming credits alone", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10"));
    ledger.do(debit("3"));
    const told = { walletId: null, creditUnit: "credits", featureId: null, member: null } as const;
    const held = { amount: credits("2"), expiresAt: day(8) };
    ledger.do({ ...asked(), kind: "hold", ...told, ...held });
    given(ledger, grant("10", { effectiveAt: day(2) }));

    expect(ledger.refusal(voidWallet("5.1"))).toMatchObject({
      ...{ code: "insufficient_credits", available: credits("5") },
    });
    ledger.do(voidWallet("5"));

    expect(stands(grantOf(ledger, id))).toEqual({ held: "2", consumed: "3", voided: "5" });
  });

  it("leaves usable what a reversal brings back", () => {
    const ledger = new MemoryLedger();
    given(ledger, grant("10"));
    const { transactionId } = ledger.do(debit("4"));
    ledger.do(voidWallet("6"));

    ledger.do(reverse(transactionId));

    expect(available(ledger)).toBe("4");
  });

  it("is refused of nothing, for a frozen or closed wallet, and one that is not there", () => {
    const ledger = new MemoryLedger();
    ledger.do(grant("10"));
    expect(ledger.refusal(voidWallet("0"))).toMatchObject({ field: "amount" });
    expect(ledger.refusal(voidWallet("1", OTHER))).toMatchObject({ code: "not_found" });
    for (const [kind, state] of [
      ["freeze", "FROZEN"],
      ["close", "CLOSED"],
    ] as const) {
      ledger.do({ ...asked(), kind, walletId: ledger.wallet().id });
      expect(ledger.refusal(voidWallet("1"))).toMatchObject({ code: "invalid_state", state });
    }
  });
});
