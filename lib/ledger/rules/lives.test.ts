/** What must hold of grants' lives in any history (SEMANTICS §3, §6, §12). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Credits, max, min, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { day, MemoryLedger } from "@/lib/testing/books";
import { anyHistory, play, whole } from "@/lib/testing/ledger-histories";
import {
  extend,
  keepsShare,
  keepsUpTo,
  month,
  monthly,
  ofSource,
  reset,
  until,
  voidWallet,
} from "@/lib/testing/lives";
import { hasEnded, mayPayFor } from "./books";

const LATER = day(45);
const check = (holds: (ledger: MemoryLedger) => void, numRuns = 1_000) =>
  fc.assert(
    fc.property(anyHistory, (history) => holds(play(history))),
    { numRuns },
  );
/** Of properties that let a long time pass, with all that comes in it. */
const FEW = 200;

/** What was issued less what was consumed, lapsed or voided: nothing but use and ends may change it. */
const outstanding = ({ books }: MemoryLedger): Credits =>
  sum(
    [...books.grants.values()].map(({ available, pending, held }) =>
      sum([available, pending, held]),
    ),
  );

describe("after any history", { timeout: 60_000 }, () => {
  it("never both: credits that may pay for a feature, and an open lot of it in the same wallet", () => {
    check(({ books }) => {
      const at = [...books.wallets.values()][0]?.lastBookedAt ?? day(0);
      const owed = [...books.lots.values()].filter(({ open }) => open > ZERO);
      const able = [...books.grants.values()].filter(
        (grant) => grant.available > ZERO && !hasEnded(grant, at),
      );
      for (const lot of owed) {
        const payers = able.filter(
          (grant) => grant.walletId === lot.walletId && mayPayFor(grant.featureIds, lot.featureId),
        );
        expect(payers).toEqual([]);
      }
    });
  });

  it("what moves is made of what moved, to the last credit", () => {
    check(({ booked, books }) => {
      const heirs = booked
        .flatMap(({ entries }) => entries)
        .filter(({ from }) => from === "moved")
        .map(({ amount }) => amount);
      expect(sum(heirs)).toBe(sum([...books.grants.values()].map(({ moved }) => moved)));
    });
  });

  it("an extension changes nothing of what there is to spend", () => {
    check((ledger) => {
      for (const { id } of [...ledger.books.grants.values()].slice(0, 4)) {
        until(ledger, LATER);
        const before = outstanding(ledger);
        const answer = ledger.run(extend(id, null), LATER);
        if (answer.ok) expect(outstanding(ledger)).toBe(before);
      }
    }, FEW);
  });

  it("a void of the wallet takes exactly its amount, a reset what its bounds say", () => {
    check((ledger) => {
      until(ledger, LATER);
      const { available } = ledger.wallet();
      const answer = ledger.run(voidWallet("1"), LATER);
      if (answer.ok) expect(ledger.wallet().available).toBe(minus(available, whole(1)));

      const live = [...ledger.books.grants.values()].filter(
        (grant) => !hasEnded(grant, LATER) && grant.availableFrom !== null && !grant.isVoided,
      );
      const expected = new Map(
        live.map((grant) => {
          const { min: least, max: most } = grant.life?.reset ?? { min: ZERO, max: ZERO };
          return [grant.id, min(most, max(least, grant.available))];
        }),
      );
      const { lapsed } = ledger.do(reset("clear"), LATER);
      for (const { id, available: left } of live) {
        const now = ledger.books.grants.get(id)?.available ?? ZERO;
        expect(now).toBe(min(left, expected.get(id) ?? ZERO));
      }
      const taken = live.map(({ id, available: left }) =>
        minus(left, ledger.books.grants.get(id)?.available ?? ZERO),
      );
      expect(lapsed).toBe(sum(taken));
      expect(ledger.wallet().overage).toBe(ZERO);
    }, FEW);
  });
});

describe("rolling over, whatever is left", () => {
  const anyLeft = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

  it("never keeps more than the cap, and no less while there is enough", () => {
    fc.assert(
      fc.property(anyLeft, fc.integer({ min: 1, max: 12 }), (months, cap) => {
        const ledger = new MemoryLedger();
        for (const [index, amount] of months.entries()) {
          const number = index + 1;
          const terms = { number, keeps: keepsUpTo(String(cap)), periods: 12 };
          ledger.do(monthly(String(amount), terms), month(number));
        }
        until(ledger, month(months.length + 1));
        const kept = sum(ofSource(ledger, "rollover").map(({ available }) => available));
        const all = months.map(whole).reduce(plus, ZERO);
        expect(kept).toBe(min(all, whole(cap)));
      }),
    );
  });

  it("never keeps more than the share, nor a decimal less", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.integer({ min: 0, max: 9 }),
        (amount, share, places) => {
          const ledger = new MemoryLedger();
          const keeps = { ...keepsShare("1"), share };
          const command = monthly("1", { number: 1, keeps });
          const { life } = command.terms;
          if (!life?.rollover) throw new Error("it rolls nothing");
          const rollover = { ...life.rollover, places };
          const terms = {
            ...command.terms,
            amount: amount as Credits,
            life: { ...life, rollover },
          };
          ledger.do({ ...command, terms }, month(1));
          until(ledger, month(2));
          const kept = sum(ofSource(ledger, "rollover").map(({ available }) => available));
          const step = 10n ** BigInt(9 - places);
          expect(kept * 10n ** 9n <= amount * share).toBe(true);
          expect((kept + step) * 10n ** 9n > amount * share).toBe(true);
          expect(kept % step).toBe(0n);
        },
      ),
    );
  });
});
