/** What must hold of any sequence of commands, late uses, parts and restores included (SEMANTICS 1.4, §2, §12). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Credits, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { day, debit, type MemoryLedger } from "@/lib/testing/books";
import { anyHistory, anyPart, play, whole } from "@/lib/testing/ledger-histories";
import type { LedgerTransaction } from "./apply";
import { type Books, GRANT_ACCOUNTS, type Grant } from "./books";
import { byBurnOrder, stepBetween } from "./burn-order";

const inAccounts = (grant: Grant) => sum(GRANT_ACCOUNTS.map((account) => grant[account]));

/** Figures of grants and wallets from the entries alone. */
function rebuild(booked: readonly LedgerTransaction[]) {
  const grants = new Map<string, Record<string, Credits>>();
  let overage: Credits = ZERO;
  for (const { grantId, from, to, amount } of booked.flatMap(({ entries }) => entries)) {
    if (grantId === null) {
      overage = from === "overage" ? plus(overage, amount) : minus(overage, amount);
      continue;
    }
    const accounts = grants.get(grantId) ?? {};
    const isBirth = from === "issued" || from === "moved";
    if (!isBirth) accounts[from] = minus(accounts[from] ?? ZERO, amount);
    accounts[to] = plus(accounts[to] ?? ZERO, amount);
    grants.set(grantId, accounts);
  }
  return { grants, overage };
}

const check = (holds: (ledger: MemoryLedger) => void) =>
  fc.assert(
    fc.property(anyHistory, (history) => holds(play(history))),
    { numRuns: 1_500 },
  );

describe("after any history", { timeout: 60_000 }, () => {
  it("no credit of a grant is lost, made, or below zero", () => {
    check(({ books }) => {
      for (const grant of books.grants.values()) {
        expect(inAccounts(grant)).toBe(grant.amount);
        for (const account of GRANT_ACCOUNTS) expect(grant[account]).toBeGreaterThanOrEqual(ZERO);
      }
    });
  });

  it("no lot of overage is lost, made, or below zero", () => {
    check(({ books }) => {
      for (const {
        amount,
        open,
        settled,
        invoiced,
        returned,
        cleared,
        credited,
        settlements,
      } of books.lots.values()) {
        expect(sum([open, settled, invoiced, returned, cleared])).toBe(amount);
        for (const figure of [open, settled, invoiced, returned, cleared, credited]) {
          expect(figure).toBeGreaterThanOrEqual(ZERO);
        }
        expect(credited).toBeLessThanOrEqual(invoiced);
        expect(sum(settlements.map((settlement) => settlement.amount))).toBe(settled);
      }
    });
  });

  it("a wallet is the sum of its grants and its lots", () => {
    check((ledger) => {
      const grants = [...ledger.books.grants.values()];
      const total = (account: "available" | "held" | "pending") =>
        sum(grants.map((grant) => grant[account]));
      const { available, held, pending, overage } = ledger.wallet();
      expect({ available, held, pending }).toEqual({
        available: total("available"),
        held: total("held"),
        pending: total("pending"),
      });
      expect(overage).toBe(sum([...ledger.books.lots.values()].map(({ open }) => open)));
    });
  });

  it("the entries alone rebuild every figure", () => {
    check((ledger) => {
      const { grants, overage } = rebuild(ledger.booked);
      for (const grant of ledger.books.grants.values()) {
        const stands = grants.get(grant.id) ?? {};
        for (const account of GRANT_ACCOUNTS) expect(stands[account] ?? ZERO).toBe(grant[account]);
      }
      expect(overage).toBe(ledger.wallet().overage);
    });
  });

  it("postings are numbered without gaps, and the last one is the wallet", () => {
    check((ledger) => {
      const postings = ledger.booked.flatMap((transaction) => transaction.postings);
      expect(postings.map(({ seq }) => seq)).toEqual(postings.map((_, index) => index + 1));
      const { available, held, pending, overage, seq } = ledger.wallet();
      if (postings.length > 0) {
        expect(postings.at(-1)).toMatchObject({ available, held, pending, overage, seq });
      }
    });
  });

  it("draws and overage of a debit are what it says it took, part by part", () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.array(anyPart, { minLength: 1, maxLength: 4 }),
        (history, parts) => {
          const ledger = play(history);
          const at = day(60);
          const asked = parts.map(({ ago, amount }) => ({
            eventId: null,
            at: day(60 - ago),
            amount: whole(amount),
          }));
          const answer = ledger.run(debit([], { parts: asked, onShortage: "CAP" }), at);
          if (!answer.ok) return;
          expect(sum(answer.draws.map(({ amount }) => amount))).toBe(answer.amount);
          for (const [index, part] of answer.parts.entries()) {
            expect(sum([part.drawn, part.overage, part.dropped])).toBe(asked[index]?.amount);
          }
        },
      ),
    );
  });
});

const payersOf = ({ grants, wallets }: Books) =>
  [...grants.values()].flatMap((grant) => {
    const wallet = wallets.get(grant.walletId);
    return wallet ? [{ grant, wallet }] : [];
  });

describe("the burn order", { timeout: 60_000 }, () => {
  it("does not depend on the order of loading, and says which step decided", () => {
    check(({ books }) => {
      const payers = payersOf(books);
      const sorted = payers.toSorted(byBurnOrder);
      expect(payers.toReversed().sort(byBurnOrder)).toEqual(sorted);
      expect(books.burnOrder).toEqual(sorted.map(({ grant }) => grant.id));
      for (const [index, payer] of sorted.entries()) {
        const next = sorted[index + 1];
        expect(stepBetween(payer, next) === "only_choice").toBe(next === undefined);
      }
    });
  });

  it("draws two debits as one of their sum", () => {
    const anyAmount = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(anyHistory, anyAmount, anyAmount, (history, a, b) => {
        const [twice, once] = [play(history), play(history)];
        const at = day(60);
        const take = (ledger: MemoryLedger, amount: number) =>
          ledger.run(
            debit([], { parts: [{ eventId: null, at, amount: whole(amount) }], onShortage: "CAP" }),
            at,
          );
        take(twice, a);
        take(twice, b);
        take(once, a + b);
        const left = ({ books }: MemoryLedger) =>
          [...books.grants.values()].map(({ id, available }) => [id, available]);
        expect(left(twice)).toEqual(left(once));
      }),
    );
  });
});
