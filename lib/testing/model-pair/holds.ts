/** Steps about holds. */
import fc from "fast-check";
import { expect } from "vitest";
import type { FeatureId, HoldId, WalletId } from "@/lib/ids";
import { day } from "../books";
import { capture, hold, release } from "../hold-commands";
import { captureHold, endHold, placeHold } from "../unit-spender/holds";
import type { Pair } from "./pair";
import { anyFeature, anyPayer } from "./uses";

export const anyHold = fc.record({
  kind: fc.constant("hold" as const),
  amount: fc.integer({ min: 1, max: 8 }),
  feature: anyFeature,
  lasts: fc.constantFrom(1, 2, 3),
  wallet: anyPayer,
});
type HoldStep = typeof anyHold extends fc.Arbitrary<infer T> ? T : never;

export function holdBoth(pair: Pair, { amount, feature, lasts, wallet: index }: HoldStep): void {
  const { model, ledger, today } = pair;
  const expiresAt = day(today + lasts);
  const wallet = pair.nameOf(index);
  const told = { featureId: feature as FeatureId | null, expiresAt, walletId: wallet as WalletId };
  const answer = ledger.run(hold(String(amount), told), pair.at);
  const placed = placeHold(model, { wallet, amount, feature, now: today, to: today + lasts });
  expect(answer.ok).toBe(placed);
  if (answer.ok) pair.holdIds.push(answer.holdId as HoldId);
}

export const anyCapture = fc.record({
  kind: fc.constant("capture" as const),
  which: fc.nat(3),
  amount: fc.option(fc.integer({ min: 1, max: 9 })),
  isFinal: fc.constantFrom(true, false, false),
});
type CaptureStep = typeof anyCapture extends fc.Arbitrary<infer T> ? T : never;

export function captureBoth(pair: Pair, { which, amount, isFinal }: CaptureStep): void {
  const [holdId, modelled] = [pair.pick(pair.holdIds, which), pair.pick(pair.model.holds, which)];
  if (holdId === undefined || modelled === undefined) return;
  const asked = capture(holdId, amount === null ? null : String(amount), isFinal);
  const answer = pair.ledger.run(asked, pair.at);
  const name = `use-${pair.uses.length}`;
  const use = { name, amount, isFinal, now: pair.today };
  expect(answer.ok).toBe(captureHold(pair.model, modelled, use));
  if (answer.ok) pair.uses.push(answer.transactionId);
}

export const anyRelease = fc.record({ kind: fc.constant("release" as const), which: fc.nat(3) });
type ReleaseStep = typeof anyRelease extends fc.Arbitrary<infer T> ? T : never;

export function releaseBoth(pair: Pair, { which }: ReleaseStep): void {
  const [holdId, modelled] = [pair.pick(pair.holdIds, which), pair.pick(pair.model.holds, which)];
  if (holdId === undefined || modelled === undefined) return;
  const answer = pair.ledger.run(release(holdId), pair.at);
  expect(answer.ok).toBe(endHold(pair.model, modelled, pair.today));
}
