/** What must hold of any sequence of commands, late uses, parts and restores included (SEMANTICS 1.4, §2, §12). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeatureId, GrantId } from "@/lib/ids";
import { type Credits, minus, nanocredits, plus, sum, ZERO } from "@/lib/money/credits";
import { asked, day, debit, emptyBooks, grant, MemoryLedger } from "@/lib/testing/books";
import type { LedgerTransaction } from "./apply";
import { type Books, GRANT_ACCOUNTS, type Grant } from "./books";
import { byBurnOrder, stepBetween } from "./burn-order";

const whole = (count: number) => nanocredits(BigInt(count) * 1_000_000_000n);
const CALLS = "calls" as FeatureId;

const anyPart = fc.record({
  ago: fc.integer({ min: 0, max: 4 }),
  amount: fc.integer({ min: 0, max: 9 }),
});
const anyTerms = fc.record({
  amount: fc.integer({ min: 1, max: 9 }),
  priority: fc.constantFrom(1, 2),
  category: fc.constantFrom("PROMOTIONAL" as const, "COMMITTED" as const, "PREPAID" as const),
  source: fc.constantFrom("plan" as const, "rollover" as const),
  startsIn: fc.integer({ min: -3, max: 2 }),
  lasts: fc.constantFrom(null, 1, 2, 3),
  isLimited: fc.boolean(),
  isPaid: fc.constantFrom(true, true, false),
});
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), terms: anyTerms }),
  fc.record({
    kind: fc.constant("debit" as const),
    parts: fc.array(anyPart, { minLength: 1, maxLength: 4 }),
    isCall: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 2 }) }),
  fc.record({
    kind: fc.constant("reverse" as const),
    which: fc.nat(5),
    amount: fc.option(fc.integer({ min: 1, max: 5 })),
    restoreDays: fc.option(fc.constant(2)),
  }),
  fc.record({
    kind: fc.constant("void" as const),
    which: fc.nat(5),
    amount: fc.option(fc.constant(2)),
  }),
  fc.record({ kind: fc.constant("activate" as const), which: fc.nat(5) }),
  fc.record({ kind: fc.constant("invoice" as const) }),
);
const anyPolicy = fc.constantFrom("REFUSE" as const, "CAP" as const, "OVERAGE" as const);
const anyHistory = fc.tuple(anyPolicy, fc.array(anyStep, { maxLength: 20 }));
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

function play([shortagePolicy, steps]: readonly [
  "REFUSE" | "CAP" | "OVERAGE",
  Step[],
]): MemoryLedger {
  const ledger = new MemoryLedger(emptyBooks({ shortagePolicy }));
  let today = 0;
  for (const step of steps) {
    if (step.kind === "wait") today += step.days;
    else ledger.run(commandOf(step, ledger, today), day(today));
  }
  return ledger;
}

function commandOf(step: Exclude<Step, { kind: "wait" }>, ledger: MemoryLedger, today: number) {
  const { books, booked } = ledger;
  const grantId = ([...books.grants.keys()]["which" in step ? step.which : 0] ?? "none") as GrantId;
  switch (step.kind) {
    case "grant":
      return grantOf(step.terms, today);
    case "debit": {
      const parts = step.parts.map(({ ago, amount }) => ({
        eventId: null,
        at: day(today - ago),
        amount: whole(amount),
      }));
      return debit([], { parts, featureId: step.isCall ? CALLS : null });
    }
    case "reverse": {
      const debits = booked.filter(({ kind }) => kind === "debit");
      const transactionId = (debits[step.which] ?? booked[0])?.id ?? ("none" as never);
      const amount = step.amount === null ? null : whole(step.amount);
      return {
        kind: "reverse",
        ...asked(),
        transactionId,
        amount,
        restoreDays: step.restoreDays,
      } as const;
    }
    case "void": {
      const amount = step.amount === null ? null : whole(step.amount);
      return { kind: "void", ...asked(), grantId, amount } as const;
    }
    case "activate":
      return { kind: "activate", ...asked(), grantId } as const;
    case "invoice": {
      const lotIds = [...books.lots.keys()];
      return { kind: "invoice_overage", ...asked(), walletId: ledger.wallet().id, lotIds } as const;
    }
  }
}

function grantOf(terms: typeof anyTerms extends fc.Arbitrary<infer T> ? T : never, today: number) {
  const { amount, startsIn, lasts, isLimited, isPaid, ...told } = terms;
  const from = today + startsIn;
  const life = { effectiveAt: day(from), expiresAt: lasts === null ? null : day(from + lasts) };
  const featureIds = isLimited ? [CALLS] : [];
  return grant(String(amount), { ...told, ...life, featureIds }, { isPaid });
}

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

describe("after any history", () => {
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
        credited,
        settlements,
      } of books.lots.values()) {
        expect(sum([open, settled, invoiced, returned])).toBe(amount);
        for (const figure of [open, settled, invoiced, returned, credited]) {
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

describe("the burn order", () => {
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
