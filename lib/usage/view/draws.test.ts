import { describe, expect, it } from "vitest";
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import { ownDraws } from "./draws";

const entry = (walletId: string, grantName: string | null, amount: string) => ({
  ...{ transactionId: "ltx_1", position: 0, walletId, grantId: null, grantName, amount },
  ...{ from: grantName === null ? "overage" : "available", to: "consumed", isLate: false },
  ...{ decidedBy: "sooner_expiry", effectiveAt: "", recordedAt: "" },
});
const wallet = (walletId: string, balance: string) => ({
  ...{ walletId, walletName: walletId, seq: 1, change: "" },
  figures: { available: "0", balance, held: "0", pending: "0", overage: "0" },
});

/** 15 credits: 10 of one wallet, then 5 of another, the last two of them owed. */
const transaction = {
  ...{ id: "ltx_1", recordedAt: "2026-03-01T00:00:00Z", reversed: "0" },
  entries: [
    entry("first", "Welcome", "4"),
    entry("first", "Bought", "6"),
    entry("second", "Gift", "3"),
    entry("second", null, "2"),
  ],
  wallets: [wallet("first", "100"), wallet("second", "-2")],
} as unknown as TransactionView;

describe("ownDraws", () => {
  it("cuts an event's slice out of what the transaction took, with the balances around it", () => {
    const own = ownDraws(transaction, { offset: "3", length: "5" });
    expect(own.draws.map(({ grantName, amount }) => [grantName, amount])).toEqual([
      ["Welcome", "1"],
      ["Bought", "4"],
    ]);
    expect(own.wallets).toEqual([{ id: "first", name: "first", before: "107", after: "102" }]);
  });

  it("goes over from one wallet to the next, and below zero", () => {
    const own = ownDraws(transaction, { offset: "8", length: "7" });
    expect(own.draws.map(({ grantName, amount }) => [grantName, amount])).toEqual([
      ["Bought", "2"],
      ["Gift", "3"],
      [null, "2"],
    ]);
    expect(own.wallets).toEqual([
      { id: "first", name: "first", before: "102", after: "100" },
      { id: "second", name: "second", before: "3", after: "-2" },
    ]);
  });

  it("draws nothing where nothing was charged", () => {
    expect(ownDraws(transaction, { offset: "0", length: "0" })).toMatchObject({
      ...{ draws: [], wallets: [] },
    });
  });
});
