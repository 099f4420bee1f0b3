import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { asked, grant, MemoryLedger, WALLET } from "@/lib/testing/books";
import {
  bounds,
  grantOf,
  keepsUpTo,
  month,
  ofSource,
  refill,
  stands,
  theRefill,
  until,
} from "@/lib/testing/lives";
import { nextChangeAt } from "./next-change";
import type { RefillTerms } from "./wallet-command";

const available = (ledger: MemoryLedger) => creditsText(ledger.wallet().available);
const grants = (ledger: MemoryLedger) =>
  ofSource(ledger, "refill").map(({ effectiveAt, expiresAt, amount }) => ({
    ...{ from: effectiveAt, to: expiresAt, amount: creditsText(amount) },
  }));
const stop = (ledger: MemoryLedger) =>
  ({ ...asked(), kind: "stop_refill", refillId: theRefill(ledger) }) as const;
const keeps = (of: RefillTerms["rollover"] & object) => ({ terms: { rollover: of } });

describe("the end of a refill", () => {
  it("is at its own end: no grant comes at or after it, and the running one lives on", () => {
    const ledger = new MemoryLedger();
    ledger.do(refill("20", { endsAt: month(3) }), month(1));
    until(ledger, month(6));

    expect(grants(ledger).map(({ from }) => from)).toEqual([month(1), month(2)]);
    expect(nextChangeAt(ledger.books, WALLET)).toBeNull();
  });

  it("is where it is stopped; the running grant lives to its end", () => {
    const ledger = new MemoryLedger();
    ledger.do(refill("20"), month(1));
    ledger.do(stop(ledger), month(1, 10));
    expect(available(ledger)).toBe("20");

    until(ledger, month(3));

    expect(grants(ledger)).toHaveLength(1);
    expect(available(ledger)).toBe("0");
    expect(ledger.booked.find(({ kind }) => kind === "stop_refill")?.postings).toHaveLength(1);
  });

  it("takes back a first grant that has not started", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(refill("20"), new Date("2025-12-01T00:00:00Z"));

    const { amount } = ledger.do(stop(ledger), new Date("2025-12-02T00:00:00Z"));

    expect(creditsText(amount)).toBe("20");
    expect(stands(grantOf(ledger, grantId as never))).toEqual({ voided: "20" });
  });

  it("comes once", () => {
    const ledger = new MemoryLedger();
    ledger.do(refill("20"), month(1));
    ledger.do(stop(ledger), month(1, 10));

    expect(ledger.refusal(stop(ledger), month(1, 11))).toMatchObject({
      ...{ code: "invalid_state", entity: "refill", state: "stopped" },
    });
    expect(
      ledger.refusal({ ...asked(), kind: "stop_refill", refillId: "none" as never }, month(2)),
    ).toMatchObject({ code: "not_found", entity: "refill" });
  });
});

describe("a refill is refused, and changes nothing", () => {
  const faults: readonly [string, ReturnType<typeof refill>, object][] = [
    [
      "in a wallet that is not there",
      refill("1", { walletId: "none" as never }),
      { code: "not_found" },
    ],
    ["of nothing", refill("0"), { field: "amount" }],
    ["of more than one command moves", refill("1000000000000001"), { field: "amount" }],
    ["that ends before it begins", refill("1", { endsAt: month(1) }), { field: "endsAt" }],
    [
      "whose least is more than its most",
      refill("1", { terms: { reset: bounds("3", "2").reset } }),
      { field: "reset" },
    ],
    [
      "that keeps credits for no period",
      refill("1", keeps({ keeps: keepsUpTo("1"), places: 2, periods: 0 })),
      { field: "rollover" },
    ],
  ];
  it.each(faults)("%s", (_, command, told) => {
    expect(new MemoryLedger().refusal(command, month(1))).toMatchObject(told);
  });

  it("in a closed wallet, started or stopped", () => {
    const ledger = new MemoryLedger();
    ledger.do(grant("1"), month(1));
    ledger.do(refill("20"), month(1));
    ledger.do({ ...asked(), kind: "close", walletId: WALLET }, month(1, 2));

    expect(ledger.refusal(refill("1"), month(1, 3))).toMatchObject({ state: "CLOSED" });
    expect(ledger.refusal(stop(ledger), month(1, 3))).toMatchObject({ state: "CLOSED" });
  });
});
