/** Steps about grants' lives: extended, transferred, reset, refilled, voided by the wallet. */
import fc from "fast-check";
import { expect } from "vitest";
import type { RefillId, WalletId } from "@/lib/ids";
import type { Command } from "@/lib/ledger/rules/command";
import { transferTerms } from "@/lib/ledger/rules/transfer";
import { asked, day } from "../books";
import { extend, grantOf, refill, reset, voidWallet } from "../lives";
import {
  extendGrant,
  fill,
  resetWallet,
  transferCredits,
  voidOfWallet,
} from "../unit-spender/lives";
import { type Pair, whole } from "./pair";

const anyWallet = fc.constantFrom(0, 1);
const walletOf = (pair: Pair, index: number) => {
  const wallet = pair.wallets[index];
  if (wallet === undefined) throw new RangeError("no such wallet");
  return { ...wallet, id: wallet.name as WalletId };
};

export const anyExtend = fc.record({
  kind: fc.constant("extend" as const),
  which: fc.nat(9),
  days: fc.constantFrom(null, 1, 2, 3, 5),
  amount: fc.option(fc.integer({ min: 1, max: 5 })),
});
type Extend = typeof anyExtend extends fc.Arbitrary<infer T> ? T : never;

export function extendBoth(pair: Pair, { which, days, amount }: Extend): void {
  const id = pair.pick(pair.grantIds, which);
  if (id === undefined) return;
  const to = days === null ? null : pair.today + days;
  const command = extend(id, to === null ? null : day(to), amount === null ? null : String(amount));
  const done = extendGrant(pair.model, id, { to, amount, now: pair.today });
  expect(pair.ledger.run(command, pair.at).ok).toBe(done);
  pair.nameBirths();
}

export const anyTransfer = fc.record({
  kind: fc.constant("transfer" as const),
  which: fc.nat(9),
  wallet: anyWallet,
  amount: fc.integer({ min: 1, max: 5 }),
});
type Transfer = typeof anyTransfer extends fc.Arbitrary<infer T> ? T : never;

export function transferBoth(pair: Pair, { which, wallet, amount }: Transfer): void {
  const grantId = pair.pick(pair.grantIds, which);
  if (grantId === undefined) return;
  const { id: toWalletId, name } = walletOf(pair, wallet);
  const out = { ...asked(), kind: "transfer_out", grantId, toWalletId } as const;
  const { books } = pair.ledger;
  const left = pair.ledger.run({ ...out, amount: whole(amount) }, pair.at);
  const to = { wallet: name, amount, now: pair.today };
  const done = transferCredits(pair.model, grantId, to);
  if (!left.ok) {
    expect(done).toBe(false);
    return;
  }
  const terms = transferTerms(grantOf(pair.ledger, grantId), left.amount);
  const into = { ...asked(), kind: "transfer_in", walletId: toWalletId, terms } as const;
  const arrived = pair.ledger.run(into, pair.at);
  expect(arrived.ok).toBe(done);
  // Both sides stand or neither.
  if (!arrived.ok) pair.ledger.books = books;
  pair.nameBirths();
}

export const anyVoidWallet = fc.record({
  kind: fc.constant("void_wallet" as const),
  wallet: anyWallet,
  amount: fc.integer({ min: 1, max: 6 }),
});
type VoidOfWallet = typeof anyVoidWallet extends fc.Arbitrary<infer T> ? T : never;

export function voidWalletBoth(pair: Pair, { wallet, amount }: VoidOfWallet): void {
  const { id, name } = walletOf(pair, wallet);
  const answer = pair.ledger.run(voidWallet(String(amount), id), pair.at);
  expect(answer.ok).toBe(voidOfWallet(pair.model, name, amount));
}

export const anyReset = fc.record({
  kind: fc.constant("reset" as const),
  wallet: anyWallet,
  clears: fc.boolean(),
});
type Reset = typeof anyReset extends fc.Arbitrary<infer T> ? T : never;

export function resetBoth(pair: Pair, { wallet, clears }: Reset): void {
  const { id, name } = walletOf(pair, wallet);
  const answer = pair.ledger.run(reset(clears ? "clear" : "carry", id), pair.at);
  expect(answer.ok).toBe(resetWallet(pair.model, name, { clears, now: pair.today }));
  pair.nameBirths();
}

export const anyRefill = fc.record({
  kind: fc.constant("refill" as const),
  wallet: anyWallet,
  amount: fc.integer({ min: 1, max: 4 }),
  every: fc.constantFrom(1, 2),
  keeps: fc.constantFrom("all" as const, null),
});
type Refilling = typeof anyRefill extends fc.Arbitrary<infer T> ? T : never;

export function refillBoth(pair: Pair, { wallet, amount, every, keeps }: Refilling): void {
  const { id, name, priority } = walletOf(pair, wallet);
  const rollover = keeps && { keeps: { mode: keeps }, places: 0, periods: 1 };
  const cadence = { length: "DAILY", count: every } as const;
  const line = { anchorAt: pair.at, zone: "UTC", cadence };
  const command = refill(String(amount), { walletId: id, line, terms: { rollover } });
  const answer = pair.ledger.run(command, pair.at);
  expect(answer.ok).toBe(pair.model.receives(name));
  if (!answer.ok) return;
  const refillId = [...pair.ledger.books.refills.keys()].at(-1) as RefillId;
  pair.refillIds.push(refillId);
  const told = {
    ...{ name: refillId, wallet: name, walletPriority: priority },
    ...{ amount, every, keeps, next: pair.today, given: 0 },
  };
  pair.model.refills.push(told);
  fill(pair.model, told, pair.today);
  pair.model.settle(pair.today);
  pair.nameBirths();
}

export const anyStop = fc.record({ kind: fc.constant("stop" as const), which: fc.nat(2) });
type Stop = typeof anyStop extends fc.Arbitrary<infer T> ? T : never;

export function stopBoth(pair: Pair, { which }: Stop): void {
  const refillId = pair.pick(pair.refillIds, which);
  const modelled = pair.pick(pair.model.refills, which);
  if (refillId === undefined || modelled === undefined) return;
  const command: Command = { ...asked(), kind: "stop_refill", refillId };
  const stops = modelled.next !== null && pair.model.receives(modelled.wallet);
  expect(pair.ledger.run(command, pair.at).ok).toBe(stops);
  if (stops) modelled.next = null;
}
