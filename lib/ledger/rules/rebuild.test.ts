import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GrantId } from "@/lib/ids";
import { sum, ZERO } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { CUSTOMER, day, debit, emptyBooks, grant, MemoryLedger, NOON } from "@/lib/testing/books";
import { anyHistory, play } from "@/lib/testing/ledger-histories";
import type { LedgerTransaction } from "./apply";
import { GRANT_ACCOUNTS, type Grant } from "./books";
import {
  isGiven,
  type Movement,
  revisedFigures,
  revisedGrant,
  revisedLot,
  termsAt,
} from "./rebuild";

const entriesOf = (booked: readonly LedgerTransaction[]) =>
  booked.flatMap(({ entries }) => entries);

const of = (entries: readonly Movement[], id: GrantId) =>
  entries.filter(({ grantId }) => grantId === id);

const accountsOf = (grant: Grant) =>
  Object.fromEntries(GRANT_ACCOUNTS.map((account) => [account, grant[account]]));

const NOTHING = Object.fromEntries(GRANT_ACCOUNTS.map((account) => [account, ZERO]));

describe("a wallet rebuilt from entries, whatever happened", () => {
  it("is what is stored, if all are added to nothing", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { books, booked } = play(history);
        const added = entriesOf(booked);

        const empty = { available: ZERO, held: ZERO, pending: ZERO, overage: ZERO };
        for (const { id, available, held, pending, overage } of books.wallets.values()) {
          const mine = added.filter(({ walletId }) => walletId === id);
          expect(revisedFigures(empty, { undone: [], added: mine })).toEqual({
            ...{ available, held, pending, overage },
          });
        }
        for (const grant of books.grants.values()) {
          const blank = { ...grant, ...NOTHING } as Grant;
          const revised = revisedGrant(blank, { undone: [], added: of(added, grant.id) });
          expect(accountsOf(revised)).toEqual(accountsOf(grant));
        }
        for (const lot of books.lots.values()) {
          const mine = added.filter(({ lotId, grantId }) => lotId === lot.id && grantId === null);
          expect(revisedLot({ ...lot, open: ZERO }, { undone: [], added: mine }).open).toBe(
            lot.open,
          );
        }
      }),
    );
  });

  it("was nothing, if all are taken out of what is stored", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { books, booked } = play(history);

        for (const grant of books.grants.values()) {
          const undone = of(entriesOf(booked), grant.id);
          expect(isGiven(grant)).toBe(true);
          expect(isGiven(revisedGrant(grant, { undone, added: [] }))).toBe(false);
        }
      }),
    );
  });

  it("was, before any transaction, what the books were then", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(40), (history, place) => {
        const { books, booked } = play(history);
        const later = entriesOf(booked.slice(place));
        const earlier = entriesOf(booked.slice(0, place));

        for (const grant of books.grants.values()) {
          const back = revisedGrant(grant, { undone: of(later, grant.id), added: [] });
          const blank = { ...grant, ...NOTHING } as Grant;
          const forth = revisedGrant(blank, { undone: [], added: of(earlier, grant.id) });
          expect(accountsOf(back)).toEqual(accountsOf(forth));
          const total = sum(GRANT_ACCOUNTS.map((account) => back[account]));
          expect([ZERO, grant.amount]).toContain(total);
        }
      }),
    );
  });
});

describe("what no entry tells of a grant", () => {
  const only = (ledger: MemoryLedger) => {
    const [first] = ledger.books.grants.values();
    if (!first) throw new Error("no grant");
    return first;
  };

  it("is not voided before it was, and keeps its end", () => {
    const ledger = new MemoryLedger(emptyBooks());
    ledger.do(grant("10", { expiresAt: day(9) }));
    const before = only(ledger);
    ledger.do({
      kind: "void",
      customerId: CUSTOMER,
      reference: "v",
      grantId: before.id,
      amount: null,
    } as never);
    const undone = entriesOf(ledger.booked.slice(-1));

    const then = termsAt(revisedGrant(only(ledger), { undone, added: [] }), NOON);

    expect(only(ledger).isVoided).toBe(true);
    expect(then).toMatchObject({ isVoided: false, available: credits("10"), expiresAt: day(9) });
  });

  it("waits for its payment, without an end, until it is paid", () => {
    const ledger = new MemoryLedger(emptyBooks());
    ledger.do(grant("10", { expiresAfterDays: 30, effectiveAt: NOON }, { isPaid: false }));
    const { id } = only(ledger);
    ledger.do({ kind: "activate", customerId: CUSTOMER, reference: "a", grantId: id }, day(2));
    const undone = entriesOf(ledger.booked.slice(-1));

    const then = termsAt(revisedGrant(only(ledger), { undone, added: [] }), day(1));

    expect(only(ledger)).toMatchObject({ isPaid: true, expiresAt: day(32) });
    expect(then).toMatchObject({ isPaid: false, expiresAt: null, availableFrom: null });
    expect(then.pending).toBe(credits("10"));
    expect(termsAt(only(ledger), day(2))).toMatchObject({ isPaid: true, expiresAt: day(32) });
  });

  it("lets a use not change them", () => {
    const ledger = new MemoryLedger(emptyBooks());
    ledger.do(grant("10", {}));
    const before = only(ledger);
    ledger.do(debit("4"));
    const undone = entriesOf(ledger.booked.slice(-1));

    expect(termsAt(revisedGrant(only(ledger), { undone, added: [] }), NOON)).toEqual(before);
  });
});
