import { describe, expect, it } from "vitest";
import type { FeatureId, WalletId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { debit, emptyBooks, grant, MemoryLedger } from "@/lib/testing/books";
import { drawn, givenBy, part } from "@/lib/testing/ledger-words";

const CALLS = "calls" as FeatureId;
const EXPORTS = "exports" as FeatureId;
const END = new Date("2026-11-30T00:00:00Z");

describe("which grant pays (SEMANTICS 2)", () => {
  const threeGrants = (priorityOfC = 10) => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "500", "C", { priority: priorityOfC });
    givenBy(ledger, "100", "B", { expiresAt: END, source: "plan" });
    givenBy(ledger, "40", "A", { expiresAt: END, category: "PROMOTIONAL" });
    return ledger;
  };

  it("spends the promotional credits, then the plan's, and leaves the prepaid", () => {
    const ledger = threeGrants();

    const answer = ledger.do(debit("90"));

    expect(drawn(ledger, answer)).toEqual({ A: "40", B: "50" });
    expect(answer.draws.map(({ decidedBy }) => decidedBy)).toEqual(["category", "sooner_expiry"]);
  });

  it("lets the priority of a grant outrank all of that", () => {
    const ledger = threeGrants(1);

    expect(drawn(ledger, ledger.do(debit("90")))).toEqual({ C: "90" });
  });

  it("lets the priority of the wallet outrank the grant's", () => {
    const first = "first" as WalletId;
    const ledger = new MemoryLedger(emptyBooks({}, { id: first, priority: 1 }));
    givenBy(ledger, "10", "second", { priority: 1 });
    ledger.do(grant("10", { name: "first" }, { walletId: first }));

    const answer = ledger.do(debit("15"));

    expect(drawn(ledger, answer)).toEqual({ first: "10", second: "5" });
    expect(answer.draws[0]?.decidedBy).toBe("wallet_priority");
  });

  it("spends what may pay for few features before what pays for all, and nothing that may not", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "all");
    givenBy(ledger, "10", "both", { featureIds: [CALLS, EXPORTS] });
    givenBy(ledger, "10", "calls", { featureIds: [CALLS] });
    givenBy(ledger, "10", "exports", { featureIds: [EXPORTS] });

    const answer = ledger.do(debit("25", { featureId: CALLS }));

    expect(drawn(ledger, answer)).toEqual({ calls: "10", both: "10", all: "5" });
    expect(drawn(ledger, ledger.do(debit("5")))).toEqual({ all: "5" });
    expect(ledger.refusal(debit("1"))).toMatchObject({ available: ZERO });
  });

  it("pays a use just before the end and none at it (SEMANTICS 1.3)", () => {
    const ledger = new MemoryLedger();
    givenBy(ledger, "10", "A", { expiresAt: END });

    ledger.do(debit([part("1", new Date(END.getTime() - 1))]), new Date(END.getTime() - 1));

    expect(ledger.refusal(debit([part("1", END)]), END)).toMatchObject({ shortfall: credits("1") });
  });
});
