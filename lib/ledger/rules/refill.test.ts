import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { asked, debit, emptyBooks, MemoryLedger, WALLET } from "@/lib/testing/books";
import {
  bounds,
  grantOf,
  keepsShare,
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

const use = (amount: string, at: Date) => debit([{ eventId: null, at, amount: credits(amount) }]);
const available = (ledger: MemoryLedger) => creditsText(ledger.wallet().available);
const grants = (ledger: MemoryLedger) =>
  ofSource(ledger, "refill").map(({ effectiveAt, expiresAt, amount }) => ({
    ...{ from: effectiveAt, to: expiresAt, amount: creditsText(amount) },
  }));
const keeps = (of: RefillTerms["rollover"] & object) => ({ terms: { rollover: of } });

describe("a refill (SEMANTICS 6.4)", () => {
  it("gives 2,000 C every month from a date, each for its own month", () => {
    const ledger = new MemoryLedger();
    ledger.do(refill("2000"), month(1));
    until(ledger, month(3));

    expect(grants(ledger)).toEqual([
      { from: month(1), to: month(2), amount: "2000" },
      { from: month(2), to: month(3), amount: "2000" },
      { from: month(3), to: month(4), amount: "2000" },
    ]);
    expect(available(ledger)).toBe("2000");
  });

  it("sets the wallet to its amount: what was left lapses", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(refill("20"), month(1));
    ledger.do(use("5", month(1, 10)), month(1, 10));

    until(ledger, month(2));

    expect(available(ledger)).toBe("20");
    expect(stands(grantOf(ledger, grantId as never))).toEqual({ consumed: "5", expired: "15" });
  });

  it("names its grants, once each, and the first as the parent of the others", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(refill("20"), month(1));
    until(ledger, month(2));
    const id = theRefill(ledger);

    expect(ofSource(ledger, "refill")).toMatchObject([
      { sourceReference: `${id}:0`, parentGrantId: null, id: grantId },
      { sourceReference: `${id}:1`, parentGrantId: grantId },
    ]);
  });

  it("is due exactly at its bounds, and the wallet knows the next one", () => {
    const ledger = new MemoryLedger(emptyBooks({ hasRefills: true }));
    ledger.do(refill("20"), month(1));
    expect(nextChangeAt(ledger.books, WALLET)).toEqual(month(2));

    expect(creditsText(ledger.do(use("20", month(1, 31)), month(1, 31)).amount)).toBe("20");
    ledger.refusal(use("1", month(1, 31)), new Date(month(2).getTime() - 1));
    ledger.do(use("1", month(2)), month(2));

    expect(available(ledger)).toBe("19");
  });

  it("catches up however late, each period in order and at its own time", () => {
    const late = new MemoryLedger();
    late.do(refill("10", keeps({ keeps: keepsUpTo("15"), places: 2, periods: 2 })), month(1));
    until(late, month(6, 10));
    const punctual = new MemoryLedger();
    punctual.do(refill("10", keeps({ keeps: keepsUpTo("15"), places: 2, periods: 2 })), month(1));
    for (const number of [2, 3, 4, 5, 6]) until(punctual, month(number));

    const entries = (ledger: MemoryLedger) =>
      ledger.booked.flatMap((transaction) =>
        transaction.entries.map(({ from, to, amount, effectiveAt }) => ({
          ...{ from, to, amount, effectiveAt },
        })),
      );
    expect(entries(late)).toEqual(entries(punctual));
    expect(available(late)).toBe("25");
  });

  it("starts at once where its anchor has passed, for what is left of that period", () => {
    const ledger = new MemoryLedger();
    ledger.do(refill("20"), month(4, 20));

    expect(grants(ledger)).toEqual([{ from: month(4, 20), to: month(5), amount: "20" }]);
    until(ledger, month(5));
    expect(grants(ledger)[1]).toEqual({ from: month(5), to: month(6), amount: "20" });
  });

  it("gives its first grant as pending where it starts later", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(refill("20"), new Date("2025-12-01T00:00:00Z"));

    expect(stands(grantOf(ledger, grantId as never))).toEqual({ pending: "20" });
    until(ledger, month(2));
    expect(grants(ledger)).toHaveLength(2);
    expect(available(ledger)).toBe("20");
  });

  it("counts months in its zone, and their ends clamped and restored", () => {
    const ledger = new MemoryLedger();
    const anchorAt = new Date("2026-01-31T08:00:00Z");
    const line = { anchorAt, zone: "Europe/Berlin" };
    const cadence = { length: "MONTHLY", count: 1 } as const;
    ledger.do(refill("1", { line: { ...line, cadence } }), anchorAt);
    until(ledger, month(4, 1));

    expect(grants(ledger).map(({ to }) => to?.toISOString())).toEqual([
      "2026-02-28T08:00:00.000Z",
      "2026-03-31T07:00:00.000Z",
      "2026-04-30T07:00:00.000Z",
    ]);
  });

  it("comes by the day and by the week too, through a change of clocks", () => {
    const ledger = new MemoryLedger();
    const anchorAt = new Date("2026-03-28T11:00:00Z");
    const cadence = { length: "DAILY", count: 1 } as const;
    ledger.do(refill("1", { line: { anchorAt, zone: "Europe/Berlin", cadence } }), anchorAt);
    until(ledger, new Date("2026-03-30T12:00:00Z"));

    expect(grants(ledger).map(({ from }) => from.toISOString())).toEqual([
      "2026-03-28T11:00:00.000Z",
      "2026-03-29T10:00:00.000Z",
      "2026-03-30T10:00:00.000Z",
    ]);
  });

  it("keeps a share for so many of its periods", () => {
    const ledger = new MemoryLedger();
    const rollover = { keeps: keepsShare("0.5"), places: 0, periods: 2 };
    ledger.do(refill("5", keeps(rollover)), month(1));
    until(ledger, month(2));

    expect(ofSource(ledger, "rollover")).toMatchObject([
      { available: credits("2"), effectiveAt: month(2), expiresAt: month(4) },
    ]);
    expect(available(ledger)).toBe("7");
  });

  it("gives its grants what a reset leaves of them", () => {
    const ledger = new MemoryLedger();
    const { reset } = bounds("1", "5");
    ledger.do(refill("5", { terms: { reset } }), month(1));

    expect(ofSource(ledger, "refill")).toMatchObject([
      { life: { seriesId: theRefill(ledger), rollover: null, reset } },
    ]);
  });

  it("settles what is owed when it comes", () => {
    const ledger = new MemoryLedger();
    ledger.do(refill("20"), month(1));
    ledger.do({ ...use("26", month(1, 5)), onShortage: "OVERAGE" }, month(1, 5));

    until(ledger, month(2));

    expect(available(ledger)).toBe("14");
    expect(creditsText(ledger.wallet().overage)).toBe("0");
  });

  it("leaves what is held alone", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(refill("20"), month(1));
    const told = { walletId: null, creditUnit: "credits", featureId: null, member: null } as const;
    const held = { amount: credits("8"), expiresAt: month(2, 10) };
    ledger.do({ ...asked(), kind: "hold", ...told, ...held }, month(1, 20));

    until(ledger, month(2));

    expect(stands(grantOf(ledger, grantId as never))).toEqual({ held: "8", expired: "12" });
    expect(available(ledger)).toBe("20");
  });

  it("comes to a frozen wallet, and to a closed one no more", () => {
    const ledger = new MemoryLedger();
    ledger.do(refill("20"), month(1));
    ledger.do({ ...asked(), kind: "freeze", walletId: WALLET }, month(1, 2));
    until(ledger, month(2));
    expect(grants(ledger)).toHaveLength(2);

    ledger.do({ ...asked(), kind: "close", walletId: WALLET }, month(2, 2));
    until(ledger, month(6));

    expect(grants(ledger)).toHaveLength(2);
    expect(nextChangeAt(ledger.books, WALLET)).toBeNull();
  });
});
