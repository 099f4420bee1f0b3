import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { credits, money } from "@/lib/testing/amounts";
import { asked, day, debit, emptyBooks, grant, MemoryLedger, reverse } from "@/lib/testing/books";
import {
  bounds,
  extend,
  given,
  grantOf,
  keepsAll,
  ofSource,
  rolling,
  stands,
  until,
} from "@/lib/testing/lives";
import { nextChangeAt } from "./next-change";

const ENDING = { effectiveAt: day(-1), expiresAt: day(5) } as const;
const available = (ledger: MemoryLedger) => creditsText(ledger.wallet().available);
const heirs = (ledger: MemoryLedger) => ofSource(ledger, "extension");
/** A grant of ten that ends in five days, of which four are spent. */
const spent = () => {
  const ledger = new MemoryLedger();
  const id = given(ledger, grant("10", ENDING));
  const { transactionId } = ledger.do(debit("4"));
  return { ledger, id, transactionId };
};

describe("extending a grant (SEMANTICS 1.2)", () => {
  it("moves what is unspent to a new grant that ends later", () => {
    const { ledger, id } = spent();

    const { amount, grantId } = ledger.do(extend(id, day(9)), day(1));

    expect(creditsText(amount)).toBe("6");
    expect(stands(grantOf(ledger, id))).toEqual({ consumed: "4", moved: "6" });
    expect(heirs(ledger)).toMatchObject([
      { id: grantId, parentGrantId: id, expiresAt: day(9), effectiveAt: day(1) },
    ]);
    expect(available(ledger)).toBe("6");
    until(ledger, day(6));
    expect(available(ledger)).toBe("6");
    until(ledger, day(9));
    expect(available(ledger)).toBe("0");
  });

  it("moves part of it; the rest keeps its end", () => {
    const { ledger, id } = spent();
    ledger.do(extend(id, day(9), "2"));

    expect(stands(grantOf(ledger, id))).toEqual({ available: "4", consumed: "4", moved: "2" });
    until(ledger, day(5));
    expect(available(ledger)).toBe("2");
  });

  it("may take the end away", () => {
    const { ledger, id } = spent();
    ledger.do(extend(id, null));

    expect(heirs(ledger)).toMatchObject([{ expiresAt: null }]);
    expect(nextChangeAt(ledger.books, ledger.wallet().id)).toBeNull();
  });

  it("keeps every other term, the cost in proportion", () => {
    const ledger = new MemoryLedger();
    const terms = {
      ...({ name: "Promo", category: "PROMOTIONAL", priority: 3 } as const),
      costTotal: money("30"),
      featureIds: ["calls"] as never,
    } as const;
    const id = given(ledger, grant("10", { ...ENDING, ...terms }));
    ledger.do(extend(id, day(9), "2.5"));

    expect(heirs(ledger)).toMatchObject([{ ...terms, costTotal: money("7.5") }]);
    expect(grantOf(ledger, id)).toMatchObject(terms);
  });

  it("leaves what is held with the old grant", () => {
    const { ledger, id } = spent();
    const told = { walletId: null, creditUnit: "credits", featureId: null, member: null } as const;
    const held = { amount: credits("2"), expiresAt: day(8) };
    ledger.do({ ...asked(), kind: "hold", ...told, ...held });

    ledger.do(extend(id, day(9)));

    expect(stands(grantOf(ledger, id))).toEqual({ held: "2", consumed: "4", moved: "4" });
  });

  it("moves a grant that has not started yet as it waits", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", { effectiveAt: day(2), expiresAt: day(5) }));

    ledger.do(extend(id, day(9)));

    expect(heirs(ledger).map(stands)).toEqual([{ pending: "10" }]);
    expect(heirs(ledger)).toMatchObject([{ effectiveAt: day(2), availableFrom: null }]);
    until(ledger, day(2));
    expect(available(ledger)).toBe("10");
  });

  it("keeps a rollover only where that outlives the new end", () => {
    const lives = (until: number) => {
      const ledger = new MemoryLedger();
      const life = rolling(keepsAll, { expiresAt: day(20) });
      const id = given(ledger, grant("10", { ...ENDING, life }));
      ledger.do(extend(id, day(until)));
      return heirs(ledger)[0]?.life;
    };

    expect(lives(9)).toEqual(rolling(keepsAll, { expiresAt: day(20) }));
    expect(lives(20)).toMatchObject({ rollover: null, seriesId: "series" });
  });

  it("is burnt at its new place: later than what ends before it", () => {
    const { ledger, id } = spent();
    const other = given(ledger, grant("10", { ...ENDING, expiresAt: day(7) }));
    ledger.do(extend(id, day(9)));

    expect(ledger.do(debit("1")).draws).toMatchObject([{ grantId: other }]);
  });

  it("is not late for a use of before: the new grant pays it now, marked", () => {
    const { ledger, id } = spent();
    ledger.do(extend(id, day(9)), day(2));
    const late = debit([{ eventId: null, at: day(1), amount: credits("1") }]);

    ledger.do(late, day(3));

    expect(ledger.booked.at(-1)?.entries).toMatchObject([{ isLate: true, effectiveAt: day(3) }]);
  });

  it("a reversal gives back to the old grant, which is usable until its own end", () => {
    const { ledger, id, transactionId } = spent();
    ledger.do(extend(id, day(9)));

    ledger.do(reverse(transactionId), day(1));

    expect(stands(grantOf(ledger, id))).toEqual({ available: "4", moved: "6" });
    expect(nextChangeAt(ledger.books, ledger.wallet().id)).toEqual(day(5));
    expect(creditsText(ledger.do(debit("10"), day(2)).amount)).toBe("10");
  });

  it("leaves every figure of the wallet as it was", () => {
    const { ledger, id } = spent();
    const { seq: before, lastBookedAt: _, ...figures } = ledger.wallet();
    ledger.do(extend(id, day(9)));

    const { seq, lastBookedAt: __, ...after } = ledger.wallet();
    expect(after).toEqual(figures);
    expect(seq).toBe(before + 1);
  });

  it("is no matter of leaving for a frozen wallet", () => {
    const { ledger, id } = spent();
    ledger.do({ ...asked(), kind: "freeze", walletId: ledger.wallet().id });

    ledger.do(extend(id, day(9)));

    expect(available(ledger)).toBe("6");
  });

  it("keeps what a reset leaves", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", { ...ENDING, life: bounds("1", "5") }));
    ledger.do(extend(id, day(9)));

    expect(heirs(ledger)).toMatchObject([{ life: bounds("1", "5") }]);
  });
});

describe("extending is refused, and changes nothing,", () => {
  const refusal = (ledger: MemoryLedger, command: ReturnType<typeof extend>, at = day(1)) =>
    ledger.refusal(command, at);

  it("where there is no such grant", () => {
    expect(refusal(new MemoryLedger(), extend("none" as never, day(9)))).toMatchObject({
      ...{ code: "not_found", entity: "grant" },
    });
  });

  it("after its end, used up, or voided", () => {
    const ended = spent();
    expect(refusal(ended.ledger, extend(ended.id, day(9)), day(5))).toMatchObject({
      ...{ code: "invalid_state", state: "expired" },
    });
    const used = spent();
    used.ledger.do(debit("6"));
    expect(refusal(used.ledger, extend(used.id, day(9)))).toMatchObject({ state: "used_up" });
    const voided = spent();
    voided.ledger.do({ ...asked(), kind: "void", grantId: voided.id, amount: null });
    expect(refusal(voided.ledger, extend(voided.id, day(9)))).toMatchObject({ state: "voided" });
  });

  it("while it waits for its payment", () => {
    const ledger = new MemoryLedger();
    const id = given(ledger, grant("10", ENDING, { isPaid: false }));

    expect(refusal(ledger, extend(id, day(9)))).toMatchObject({
      ...{ code: "invalid_state", state: "pending" },
    });
  });

  it("to an end that is not later, or of one that never ends", () => {
    const { ledger, id } = spent();
    for (const end of [day(5), day(4)]) {
      expect(refusal(ledger, extend(id, end))).toMatchObject({ field: "expiresAt" });
    }
    const never = given(ledger, grant("10"));
    expect(refusal(ledger, extend(never, day(9)))).toMatchObject({ field: "expiresAt" });
  });

  it("of more than is unspent, or of nothing", () => {
    const { ledger, id } = spent();
    for (const amount of ["6.000000001", "0"]) {
      expect(refusal(ledger, extend(id, day(9), amount))).toMatchObject({ field: "amount" });
    }
  });

  it("in a closed wallet", () => {
    const ledger = new MemoryLedger(emptyBooks({ status: "CLOSED" }));
    const open = spent();
    const books = { ...open.ledger.books, wallets: ledger.books.wallets };

    expect(refusal(new MemoryLedger(books), extend(open.id, day(9)))).toMatchObject({
      ...{ entity: "wallet", state: "CLOSED" },
    });
  });
});
