/**
 * The rules against an independent model that spends unit by unit (`lib/testing/unit-spender`):
 * after any sequence of commands both must say the same of every grant and of what every wallet
 * owes. `LEDGER_MODEL_RUNS` sets the number of sequences; a failure prints its seed.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { Pair } from "@/lib/testing/model-pair/pair";
import { anyStep, anyWallets, STEP_OF, take } from "@/lib/testing/model-pair/steps";

const RUNS = Number(process.env.LEDGER_MODEL_RUNS ?? 2_500);
/** Of any length up to this; by itself fast-check would make short ones, where little meets. */
const SEQUENCE = { maxLength: 30, size: "max" } as const;

it(`says what a model that spends unit by unit says, over ${RUNS} sequences`, () => {
  fc.assert(
    fc.property(anyWallets, fc.array(anyStep, SEQUENCE), (wallets, steps) => {
      const pair = new Pair(wallets);
      for (const step of steps) {
        take(pair, step);
        pair.compare();
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);

it("puts every kind of command to both", () => {
  const booked = new Set<string>();
  const history = fc.property(anyWallets, fc.array(anyStep, SEQUENCE), (wallets, steps) => {
    const pair = new Pair(wallets);
    for (const step of steps) take(pair, step);
    for (const { kind } of pair.ledger.booked) booked.add(kind);
  });
  fc.assert(history, { numRuns: 300, seed: 6 });
  booked.delete("due");
  expect([...booked].sort()).toEqual(Object.keys(STEP_OF).sort());
});
