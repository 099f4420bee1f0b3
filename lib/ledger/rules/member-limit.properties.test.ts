/** Limits of members under any history: never passed, and exact to the last credit given back. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { HoldId, TransactionId } from "@/lib/ids";
import { type Credits, minus, nanocredits, sum, ZERO } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { day, debit, emptyBooks, grant, MemoryLedger, reverse } from "@/lib/testing/books";
import { capture, hold, release } from "@/lib/testing/hold-commands";
import { part } from "@/lib/testing/ledger-words";
import type { Books } from "./books";

const LIMIT = credits("10");
const MEMBERS = ["ann", "bob"] as const;

/** Few amounts and instants, so that limits are met exactly and months are crossed. */
const anyStep = fc.record({
  kind: fc.constantFrom("debit", "late", "hold", "capture", "release", "reverse"),
  member: fc.constantFrom(...MEMBERS),
  amount: fc.constantFrom("1", "3", "5", "10", "0.000000001"),
  days: fc.constantFrom(0, 0, 1, 9, 21),
  which: fc.nat(5),
});
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

function play(steps: readonly Step[], shortagePolicy: "REFUSE" | "CAP" | "OVERAGE") {
  const limits = new Map(MEMBERS.map((name) => [name, { creditUnit: "credits", limit: LIMIT }]));
  const periods = { zone: "UTC", subscriptions: [] };
  const members = { periods, limits, used: new Map() };
  const ledger = new MemoryLedger({ ...emptyBooks({ shortagePolicy }), members });
  ledger.do(grant("40"), day(-60));
  const [taken, held]: [TransactionId[], HoldId[]] = [[], []];
  let now = 0;
  for (const step of steps) {
    now += step.days;
    const answer = ledger.run(commandOf(step, { now, taken, held }), day(now));
    if (!answer.ok) continue;
    if (step.kind !== "reverse") taken.push(answer.transactionId);
    if (step.kind === "hold" && answer.holdId) held.push(answer.holdId);
  }
  return ledger;
}

type Past = { readonly now: number; readonly taken: TransactionId[]; readonly held: HoldId[] };

function commandOf({ kind, member, amount, which }: Step, { now, taken, held }: Past) {
  switch (kind) {
    case "late":
      return debit([part(amount, day(now - 20)), part("2", day(now - 20))], { member });
    case "hold":
      return hold(amount, { member, expiresAt: day(now + 10) });
    case "capture":
      return capture(held[which] ?? null, amount, which % 2 === 0);
    case "release":
      return release(held[which] ?? null);
    case "reverse":
      return reverse(taken[which] as TransactionId, which % 2 === 0 ? amount : null);
  }
  return debit([part(amount, day(now)), part("1", day(now))], { member });
}

/** What the books themselves say was taken and is held for members, whatever was counted. */
function standing({ past, holds }: Books): Credits {
  const taken = [...past.values()].flatMap(({ member, takings }) =>
    member ? takings.map(({ amount, returned }) => minus(amount, returned)) : [],
  );
  const held = [...holds.values()].map(({ amount, captured, released }) =>
    nanocredits(amount - captured - released),
  );
  return sum([...taken, ...held]);
}

const check = (holds: (ledger: MemoryLedger) => void) =>
  fc.assert(
    fc.property(
      fc.array(anyStep, { minLength: 1, maxLength: 20 }),
      fc.constantFrom("REFUSE", "CAP", "OVERAGE"),
      (steps, policy) => holds(play(steps, policy)),
    ),
    { numRuns: 1_000 },
  );

it("no window of a member ever passes its limit, or falls below nothing", () => {
  check(({ books }) => {
    for (const used of books.members?.used.values() ?? []) {
      expect(used).toBeLessThanOrEqual(LIMIT);
      expect(used).toBeGreaterThanOrEqual(ZERO);
    }
  });
});

it("what counts as used is what was taken and is held, less what was given back", () => {
  check(({ books }) => {
    expect(sum(books.members?.used.values() ?? [])).toBe(standing(books));
  });
});

it("what each transaction tells of members adds up to what they have used", () => {
  check(({ books, booked }) => {
    const told = booked.flatMap(({ memberUse }) => memberUse.map(({ amount }) => amount));
    expect(sum(told)).toBe(sum(books.members?.used.values() ?? []));
  });
});
