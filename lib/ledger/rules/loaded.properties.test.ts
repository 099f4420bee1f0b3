/** Commands see only what the store reads for them; that must be all that they need. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { MemoryLedger } from "@/lib/testing/books";
import { ForgetfulLedger } from "@/lib/testing/forgetful-ledger";
import { anyHistory, play } from "@/lib/testing/ledger-histories";

type History = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never;

/** All that was booked, but for the words of the commands: each history has references of its own. */
const told = ({ booked }: MemoryLedger) => booked.map(({ use: _, ...transaction }) => transaction);

function decidesAlike(history: History): void {
  expect(told(play(history, ForgetfulLedger))).toEqual(told(play(history)));
}

it("decides alike on what the store reads and on all there ever was", { timeout: 60_000 }, () => {
  fc.assert(fc.property(anyHistory, decidesAlike), { numRuns: 700 });
});

const aGrant = (amount: number) => {
  const terms = { amount, priority: 1, category: "PROMOTIONAL", source: "plan" } as const;
  const life = { keeps: null, keptFor: 1, hasBounds: false } as const;
  const lived = { startsIn: 0, lasts: null, isLimited: false, isPaid: true, life } as const;
  return { kind: "grant", terms: { ...terms, ...lived } } as const;
};

it("so it does of a hold over two grants, part of it taken", { timeout: 60_000 }, () => {
  const any = fc.tuple(anyHistory, fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(any, ([[policy, steps], amount]) => {
      const hold = { kind: "hold", amount: 6, isCall: false, lasts: 2 } as const;
      const taken = { kind: "capture", which: 0, amount, isFinal: false } as const;
      decidesAlike([policy, [aGrant(3), aGrant(9), hold, taken, ...steps]]);
    }),
    { numRuns: 300 },
  );
});
