import { describe, expect, it } from "vitest";
import type { FeatureId, GrantId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { day, debit, emptyBooks, grant, MemoryLedger, NOON, reverse } from "@/lib/testing/books";
import { adjust, figures } from "@/lib/testing/wallet-commands";

describe("adjusting", () => {
  it("gives promotional credits of no cost, with an end if told", () => {
    const ledger = new MemoryLedger();
    const { grantId, amount } = ledger.do(adjust("12.5", day(3)));

    expect(creditsText(amount)).toBe("12.5");
    expect(ledger.books.grants.get(grantId as GrantId)).toMatchObject({
      ...{ category: "PROMOTIONAL", source: "adjustment", costTotal: 0n, expiresAt: day(3) },
      ...{ effectiveAt: NOON, available: credits("12.5") },
    });
    expect(ledger.refusal(adjust("1", NOON))).toMatchObject({ field: "expiresAt" });
  });

  it("settles with what it gives what is owed", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    ledger.do(debit("20"));
    ledger.do(adjust("50"));
    expect(figures(ledger)).toBe("30 0 0 0");
  });

  it("takes in burn order, whatever the grants may pay for, all or nothing", () => {
    const ledger = new MemoryLedger();
    const later = ledger.do(grant("100")).grantId as GrantId;
    const limited = { featureIds: ["search" as FeatureId], expiresAt: day(9) };
    const sooner = ledger.do(grant("30", limited)).grantId as GrantId;

    const { amount } = ledger.do(adjust("-50"));
    expect(creditsText(amount)).toBe("50");
    expect(ledger.books.grants.get(sooner)).toMatchObject({ voided: credits("30") });
    expect(ledger.books.grants.get(later)).toMatchObject({ voided: credits("20") });
    expect(ledger.booked.at(-1)?.entries.map(({ decidedBy }) => decidedBy)).toEqual([
      "sooner_expiry",
      "only_choice",
    ]);
    expect(ledger.refusal(adjust("-80.000000001"))).toMatchObject({
      code: "insufficient_credits",
      required: credits("80.000000001"),
      available: credits("80"),
      shortfall: credits("0.000000001"),
    });
  });

  it("leaves what a reversal brings back to be spent", () => {
    const ledger = new MemoryLedger();
    ledger.do(grant("100"));
    const { transactionId } = ledger.do(debit("30"));
    ledger.do(adjust("-70"));
    ledger.do(reverse(transactionId));
    expect(figures(ledger)).toBe("30 0 0 0");
  });

  it("refuses zero", () => {
    expect(new MemoryLedger().refusal(adjust("0"))).toMatchObject({ field: "amount" });
  });
});
