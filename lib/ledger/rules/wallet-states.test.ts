import { describe, expect, it } from "vitest";
import type { GrantId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import {
  asked,
  day,
  debit,
  emptyBooks,
  grant,
  MemoryLedger,
  NOON,
  WALLET,
} from "@/lib/testing/books";
import {
  aLedger,
  close,
  figures,
  freeze,
  hold,
  SECOND,
  unfreeze,
} from "@/lib/testing/wallet-commands";

describe("freezing", () => {
  it("is booked without moving anything, and undone", () => {
    const { ledger } = aLedger();
    const before = figures(ledger);

    const frozen = ledger.do(freeze());
    expect(ledger.wallet().status).toBe("FROZEN");
    expect(ledger.booked.at(-1)).toMatchObject({ kind: "freeze", entries: [], amount: 0n });
    expect(frozen.figures).toMatchObject([{ walletId: WALLET, available: credits("65") }]);

    ledger.do(unfreeze());
    expect(ledger.wallet().status).toBe("ACTIVE");
    expect(figures(ledger)).toBe(before);
    expect(ledger.booked.at(-1)?.postings).toMatchObject([{ seq: 9 }]);
  });

  it("lets grants and holds end as ever", () => {
    const ledger = new MemoryLedger();
    ledger.do(grant("10", { expiresAt: day(1) }));
    ledger.do(grant("100"));
    ledger.do(hold("60"));
    ledger.do(freeze());

    ledger.do({ ...asked(), kind: "expire" }, day(2));
    expect(figures(ledger)).toBe("100 0 0 0");
  });

  it("leaves a use to the other wallets", () => {
    const ledger = new MemoryLedger(emptyBooks({ priority: 1 }, { id: SECOND, priority: 2 }));
    ledger.do(grant("50"));
    ledger.do(grant("50", {}, { walletId: SECOND }));
    ledger.do(freeze());

    const { draws } = ledger.do(debit("30"));
    expect(draws.map(({ walletId }) => walletId)).toEqual([SECOND]);
    expect(ledger.refusal(debit("30"))).toMatchObject({
      code: "insufficient_credits",
      available: credits("20"),
    });
  });

  it("owes nothing in a frozen wallet, whatever its policy", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    ledger.do(freeze());
    expect(ledger.refusal(debit("1"))).toMatchObject({ code: "insufficient_credits" });
  });
});

describe("closing", () => {
  it("ends what is held and voids what is available or to come", () => {
    const { ledger } = aLedger();
    const closed = ledger.do(close());

    expect(creditsText(closed.amount)).toBe("175");
    expect(figures(ledger)).toBe("0 0 0 0");
    expect(ledger.wallet().status).toBe("CLOSED");
    for (const each of ledger.books.grants.values()) {
      expect(each.isVoided).toBe(true);
      expect(each.available + each.held + each.pending).toBe(0n);
    }
    expect([...ledger.books.refills.values()]).toMatchObject([{ nextAt: null, stoppedAt: NOON }]);
    expect([...ledger.books.holds.values()].map(({ state }) => state)).toEqual(["released"]);
  });

  it("closes a frozen wallet, and an empty one", () => {
    const { ledger } = aLedger();
    ledger.do(freeze());
    ledger.do(close());
    expect(ledger.wallet().status).toBe("CLOSED");

    const empty = new MemoryLedger();
    empty.do(close());
    expect(empty.booked).toMatchObject([{ kind: "close", entries: [], amount: 0n }]);
  });

  it("is refused while something is owed", () => {
    const ledger = new MemoryLedger(emptyBooks({ shortagePolicy: "OVERAGE" }));
    ledger.do(debit("5"));
    expect(ledger.refusal(close())).toMatchObject({ code: "invalid_state", state: "ACTIVE" });
    ledger.do(grant("5"));
    ledger.do(close());
  });

  it("gives back what a hold kept in another wallet, too", () => {
    const ledger = new MemoryLedger(emptyBooks({ priority: 1 }, { id: SECOND, priority: 2 }));
    ledger.do(grant("10"));
    ledger.do(grant("50", {}, { walletId: SECOND }));
    ledger.do(hold("30"));
    ledger.do(close());

    expect(ledger.wallet(SECOND)).toMatchObject({ available: credits("50"), held: 0n });
  });

  it("books what has lapsed by then as lapsed, not as voided", () => {
    const ledger = new MemoryLedger();
    const { grantId } = ledger.do(grant("10", { expiresAt: day(1) }));
    const { amount } = ledger.do(close(), day(1));
    expect(amount).toBe(0n);
    expect(ledger.books.grants.get(grantId as GrantId)).toMatchObject({ expired: credits("10") });
  });
});
