/** Steps that spend, and give back. */
import fc from "fast-check";
import { expect } from "vitest";
import type { FeatureId } from "@/lib/ids";
import { asked, debit } from "../books";
import { giveBack, spend } from "../unit-spender/uses";
import { type Pair, whole } from "./pair";

export const anyFeature = fc.constantFrom(null, "calls", "exports");

export const anySpend = fc.record({
  kind: fc.constant("spend" as const),
  amount: fc.integer({ min: 1, max: 9 }),
  feature: anyFeature,
});
type Spend = typeof anySpend extends fc.Arbitrary<infer T> ? T : never;

export function spendBoth(pair: Pair, { amount, feature }: Spend): void {
  const parts = [{ eventId: null, at: pair.at, amount: whole(amount) }];
  const command = debit([], { parts, featureId: feature as FeatureId | null });
  const answer = pair.ledger.run(command, pair.at);
  const use = { amount, feature, now: pair.today };
  const { ok, dropped } = spend(pair.model, `use-${pair.uses.length}`, use);
  expect(answer.ok).toBe(ok);
  if (!answer.ok) return;
  pair.uses.push(answer.transactionId);
  expect(answer.parts).toMatchObject([{ dropped: whole(dropped) }]);
}

export const anyBack = fc.record({
  kind: fc.constant("back" as const),
  which: fc.nat(9),
  amount: fc.integer({ min: 1, max: 6 }),
});
type Back = typeof anyBack extends fc.Arbitrary<infer T> ? T : never;

export function giveBackBoth(pair: Pair, { which, amount }: Back): void {
  const transactionId = pair.uses[which];
  if (transactionId === undefined) return;
  const told = { transactionId, amount: whole(amount), restoreDays: null };
  const answer = pair.ledger.run({ kind: "reverse", ...asked(), ...told }, pair.at);
  expect(answer.ok).toBe(giveBack(pair.model, `use-${which}`, { amount, now: pair.today }));
}
