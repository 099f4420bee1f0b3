import { describe, expect, it } from "vitest";
import type { WalletId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits, money } from "@/lib/testing/amounts";
import { asked, day, debit, emptyBooks, grant, MemoryLedger, WALLET } from "@/lib/testing/books";
import { given, grantOf, keepsAll, ofSource, rolling, stands, until } from "@/lib/testing/lives";
import type { TransferInCommand, TransferOutCommand } from "./move-command";
import { transferTerms } from "./transfer";

const OTHER = "other" as WalletId;
const out = (grantId: string, amount: string | null = null, toWalletId = OTHER) =>
  ({
    ...{ ...asked(), kind: "transfer_out", grantId: grantId as never, toWalletId },
    amount: amount === null ? null : credits(amount),
  }) satisfies TransferOutCommand;
const into = (ledger: MemoryLedger, grantId: string, amount: string, walletId = OTHER) =>
  ({
    ...{ ...asked(), kind: "transfer_in", walletId },
    terms: transferTerms(grantOf(ledger, grantId as never), credits(amount)),
  }) satisfies TransferInCommand;

const twoWallets = () => new MemoryLedger(emptyBooks({}, { id: OTHER }));
const available = (ledger: MemoryLedger, id?: WalletId) => creditsText(ledger.wallet(id).available);

describe("a transfer (SEMANTICS 6.3)", () => {
  const terms = {
    ...({ name: "Promo", category: "PROMOTIONAL", priority: 3 } as const),
    costTotal: money("30"),
    ...{ effectiveAt: day(-3), expiresAt: day(5), featureIds: ["calls"] as never },
    life: rolling(keepsAll, { expiresAt: day(9) }),
  } as const;
  const transferred = (amount: string) => {
    const ledger = twoWallets();
    const id = given(ledger, grant("10", terms));
    const left = ledger.do(out(id, amount));
    const arrived = ledger.do(into(ledger, id, amount));
    return { ledger, id, left, arrived };
  };

  it("moves credits from one wallet to another, as much in as out", () => {
    const { ledger, id, left, arrived } = transferred("4");

    expect([left.amount, arrived.amount].map(creditsText)).toEqual(["4", "4"]);
    expect(stands(grantOf(ledger, id))).toEqual({ available: "6", moved: "4" });
    expect([available(ledger), available(ledger, OTHER)]).toEqual(["6", "4"]);
    expect(ledger.booked.slice(-2).map(({ entries }) => entries)).toMatchObject([
      [{ walletId: WALLET, from: "available", to: "moved" }],
      [{ walletId: OTHER, from: "moved", to: "available" }],
    ]);
  });

  it("takes the terms along: category, end, priority, features, rollover, and the cost in proportion", () => {
    const { ledger, id, arrived } = transferred("4");

    const { effectiveAt: _, ...kept } = terms;
    expect(ofSource(ledger, "transfer")).toMatchObject([
      {
        ...{ ...kept, costTotal: money("12"), id: arrived.grantId, parentGrantId: id },
        ...{ effectiveAt: day(0), availableFrom: day(0), sourceReference: null },
      },
    ]);
  });

  it("moves all that is available where no amount is named", () => {
    const { ledger, id } = transferred("4");

    expect(creditsText(ledger.do(out(id)).amount)).toBe("6");
  });

  it("settles what is owed where the credits arrive, if they may pay for it", () => {
    const ledger = twoWallets();
    const id = given(ledger, grant("10"));
    const limited = given(ledger, grant("10", { featureIds: ["calls"] as never }));
    const owed = debit("15", { walletId: OTHER, onShortage: "OVERAGE" });
    ledger.do(owed);

    ledger.do(out(limited));
    ledger.do(into(ledger, limited, "10"));
    expect(creditsText(ledger.wallet(OTHER).overage)).toBe("15");
    ledger.do(out(id));
    ledger.do(into(ledger, id, "10"));

    expect(creditsText(ledger.wallet(OTHER).overage)).toBe("5");
    expect(available(ledger, OTHER)).toBe("10");
  });

  it("has rolled over, or lapsed, at its old end in the new wallet", () => {
    const { ledger } = transferred("4");
    until(ledger, day(5));

    const rolled = ofSource(ledger, "rollover").map((one) => [one.walletId, stands(one)] as const);
    expect(Object.fromEntries(rolled)).toEqual({
      [WALLET]: { available: "6" },
      [OTHER]: { available: "4" },
    });
    expect(available(ledger, OTHER)).toBe("4");
  });
});

describe("a transfer is refused, and changes nothing,", () => {
  const ended = { effectiveAt: day(-3), expiresAt: day(1) };

  it("of no grant, and to the wallet where it is", () => {
    const ledger = twoWallets();
    const id = given(ledger, grant("10"));

    expect(ledger.refusal(out("none"))).toMatchObject({ code: "not_found", entity: "grant" });
    expect(ledger.refusal(out(id, null, WALLET))).toMatchObject({ field: "walletId" });
  });

  it("of what has ended, has not started, is not paid, or is used up", () => {
    const ledger = twoWallets();
    const over = given(ledger, grant("10", ended));
    expect(ledger.refusal(out(over), day(1))).toMatchObject({ state: "expired" });
    const coming = given(ledger, grant("10", { effectiveAt: day(2) }));
    expect(ledger.refusal(out(coming))).toMatchObject({ state: "pending" });
    const unpaid = given(ledger, grant("10", {}, { isPaid: false }));
    expect(ledger.refusal(out(unpaid))).toMatchObject({ state: "pending" });
    const used = given(ledger, grant("10", { priority: 1 }));
    ledger.do(debit("10"));
    expect(ledger.refusal(out(used))).toMatchObject({ code: "invalid_state", state: "used_up" });
  });

  it("of more than is available, or of nothing", () => {
    const ledger = twoWallets();
    const id = given(ledger, grant("10"));
    for (const amount of ["10.000000001", "0"]) {
      expect(ledger.refusal(out(id, amount))).toMatchObject({ field: "amount" });
    }
  });

  it("from a frozen or closed wallet, and to a closed one; a frozen one receives", () => {
    const ledger = twoWallets();
    const id = given(ledger, grant("10"));
    const change = (kind: "freeze" | "unfreeze" | "close", walletId: WalletId) =>
      ledger.do({ ...asked(), kind, walletId });
    change("freeze", WALLET);
    expect(ledger.refusal(out(id))).toMatchObject({ state: "FROZEN" });
    change("unfreeze", WALLET);

    change("freeze", OTHER);
    expect(ledger.run(into(ledger, id, "1")).ok).toBe(true);
    change("close", OTHER);
    expect(ledger.refusal(into(ledger, id, "1"))).toMatchObject({ state: "CLOSED" });
    change("close", WALLET);
    expect(ledger.refusal(out(id))).toMatchObject({ state: "CLOSED" });
  });

  it("into a wallet that is not there, or in whose time the credits have ended", () => {
    const ledger = twoWallets();
    const id = given(ledger, grant("10", ended));

    expect(ledger.refusal(into(ledger, id, "1", "none" as never))).toMatchObject({
      ...{ code: "not_found", entity: "wallet" },
    });
    expect(ledger.refusal(into(ledger, id, "1"), day(1))).toMatchObject({ state: "expired" });
  });
});
