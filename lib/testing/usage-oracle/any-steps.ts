/** Random steps of a history. */
import fc from "fast-check";

const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);

const anyEvent = fc.record({
  name: one("used", "used", "used", "called"),
  n: one("1", "2", "3", "5", "7", "0.5", "-2", "-5", "0", null),
  /** Hours before now; below zero: to come. */
  ago: one(0, 0, 0, 0, 1, 20, 50, 24 * 6, 24 * 9, -1, -2),
  member: one(null, "ann", "bob"),
  region: one(null, "eu", "eu", "us"),
  model: one(null, "own"),
  entity: one("a", "b", null),
});
export type EventStep = typeof anyEvent extends fc.Arbitrary<infer T> ? T : never;

const anyGive = fc.record({
  kind: one("give" as const),
  wallet: one(0, 1),
  amount: one("3", "8", "20", "60"),
  priority: one(5, 10),
  category: one("promotional", "committed", "prepaid" as const),
  features: one([], [], ["f0"], ["f1"]),
  days: one(null, null, 1, 3, 10),
});

const anyStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: one("use" as const), events: fc.tuple(anyEvent) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: one("use" as const),
      // Of one member and name: whose uses are taken first of several is nowhere said.
      events: fc
        .tuple(anyEvent, fc.array(anyEvent, { minLength: 1, maxLength: 5 }))
        .map(([first, more]) => [
          first,
          ...more.map((event) => ({ ...event, name: first.name, member: first.member })),
        ]),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: one("repeat" as const), which: fc.nat(9), other: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: one("correct" as const),
      which: fc.nat(9),
      /** A share of what it counted for; null: it is void. */
      share: one(null, "0.5", "0.2"),
    }),
  },
  { weight: 1, arbitrary: anyGive },
  {
    weight: 3,
    arbitrary: fc.record({ kind: one("pass" as const), hours: one(1, 5, 24, 24 * 4, 24 * 12) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: one("hold" as const),
      feature: one("f0", "f1"),
      amount: one("2", "6"),
      hours: one(2, 48),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: one("end" as const),
      which: fc.nat(3),
      captured: one("0", "1", "2"),
    }),
  },
);
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
export const anySteps = fc
  .tuple(
    fc.array(anyGive, { maxLength: 3 }),
    fc.array(anyStep, { minLength: 4, maxLength: 30, size: "max" }),
  )
  .map(([given, steps]) => [...given, ...steps]);
