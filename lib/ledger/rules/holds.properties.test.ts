/** What must hold of holds after any sequence of commands (SEMANTICS 1.4, §5). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HoldId, Id, WalletId } from "@/lib/ids";
import { type Credits, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { day, grant, type MemoryLedger } from "@/lib/testing/books";
import { capture, hold, release } from "@/lib/testing/hold-commands";
import { anyHistory, play } from "@/lib/testing/ledger-histories";
import { applyDue } from "./apply";
import { type Books, type HoldDraw, heldOf } from "./books";

const mint = <Name extends Id<string>>() => "unwritten" as Name;
const RUNS = { numRuns: 1_000 };

const drawsOf = ({ holds }: Books) => [...holds.values()].flatMap(({ draws }) => draws);
const keptOf = (books: Books, concerns: (draw: HoldDraw) => boolean) =>
  sum(drawsOf(books).filter(concerns).map(heldOf));

describe("after any history", { timeout: 60_000 }, () => {
  it("a grant, and a wallet, hold what the holds keep of them, and nothing else", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { books } = play(history);
        for (const { id, held } of books.grants.values()) {
          expect(held).toBe(keptOf(books, ({ grantId }) => grantId === id));
        }
        for (const { id, held } of books.wallets.values()) {
          expect(held).toBe(keptOf(books, ({ walletId }) => walletId === id));
        }
      }),
      RUNS,
    );
  });

  it("no credit of a hold is lost or made, and it is open while it keeps any", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const held of play(history).books.holds.values()) {
          expect(held.state === "open").toBe(heldOf(held) > ZERO);
          expect(heldOf(held)).toBeGreaterThanOrEqual(ZERO);
          for (const figure of ["amount", "captured", "released"] as const) {
            expect(sum(held.draws.map((draw) => draw[figure]))).toBe(held[figure]);
          }
        }
      }),
      RUNS,
    );
  });
});

const anyEnd = fc.oneof(
  fc.record({
    kind: fc.constant("capture" as const),
    amount: fc.option(fc.integer({ min: 1, max: 9 })),
    isFinal: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("release" as const) }),
  fc.record({ kind: fc.constant("time" as const) }),
);
type End = typeof anyEnd extends fc.Arbitrary<infer T> ? T : never;

/** Histories are over long before it. */
const TODAY = 60;
const anyCredits = fc.array(
  fc.record({ amount: fc.integer({ min: 1, max: 6 }), lasts: fc.constantFrom(null, 1, 2, 3) }),
  { minLength: 1, maxLength: 4 },
);

/** Such a history, with these credits given today. */
function supplied(history: Parameters<typeof play>[0], given: readonly Given[]): MemoryLedger {
  const ledger = play(history);
  for (const { amount, lasts } of given) {
    const expiresAt = lasts === null ? null : day(TODAY + lasts);
    ledger.run(grant(String(amount), { effectiveAt: day(TODAY), expiresAt }), day(TODAY));
  }
  return ledger;
}
type Given = (typeof anyCredits extends fc.Arbitrary<infer T> ? T : never)[number];

function end(ledger: MemoryLedger, holdId: HoldId, how: End, today: number): void {
  if (how.kind === "time") return;
  const { kind } = how;
  const amount = kind === "capture" && how.amount !== null ? String(how.amount) : null;
  const command = kind === "release" ? release(holdId) : capture(holdId, amount, how.isFinal);
  ledger.run(command, day(today));
}

/** What is in the wallet, less what it owes, once all that is due has been booked. */
function worthAt({ books }: MemoryLedger, today: number): Credits {
  const now = applyDue(books, day(today), { mint })?.books ?? books;
  const { available, held, overage } = now.wallets.get("wallet" as WalletId) ?? {
    ...{ available: ZERO, held: ZERO, overage: ZERO },
  };
  return minus(plus(available, held), overage);
}

describe("a hold, however it ends", { timeout: 60_000 }, () => {
  it("never leaves more in the wallet than would be there without it", () => {
    const anyAmount = fc.integer({ min: 1, max: 9 });
    const anyDays = fc.integer({ min: 0, max: 4 });
    let placed = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyHistory, anyCredits),
        fc.tuple(anyAmount, anyEnd, anyDays),
        (story, [amount, how, days]) => {
          const [held, free] = [supplied(...story), supplied(...story)];
          const asking = hold(String(amount), { expiresAt: day(TODAY + 3) });
          const answer = held.run(asking, day(TODAY));
          if (!answer.ok || answer.holdId === null) return;
          placed++;
          expect(worthAt(held, TODAY)).toBe(worthAt(free, TODAY));
          end(held, answer.holdId, how, TODAY + days);
          // Until it ends, what it keeps outlives the grants it came from.
          const isOver = held.books.holds.get(answer.holdId)?.state !== "open";
          for (const later of [...(isOver ? [TODAY + days] : []), TODAY + 3, TODAY + 9]) {
            expect(worthAt(held, later)).toBeLessThanOrEqual(worthAt(free, later));
          }
        },
      ),
      RUNS,
    );
    expect(placed).toBeGreaterThan(100);
  });
});
