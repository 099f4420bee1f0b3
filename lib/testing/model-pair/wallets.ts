/** Steps about a wallet as a whole: frozen and thawed, closed, adjusted. */
import fc from "fast-check";
import { expect } from "vitest";
import type { GrantId, WalletId } from "@/lib/ids";
import { asked, day } from "../books";
import { give } from "../unit-spender/grants";
import { voidOfWallet } from "../unit-spender/lives";
import { close, freeze } from "../unit-spender/wallets";
import type { ModelWallet } from "../unit-spender/world";
import { type Pair, whole } from "./pair";

const anyWallet = fc.constantFrom(0, 1);
const walletOf = (pair: Pair, index: number) => pair.wallets[index] as ModelWallet;

export const anyFreeze = fc.record({
  kind: fc.constantFrom("freeze" as const, "unfreeze" as const),
  wallet: anyWallet,
});
type Freeze = typeof anyFreeze extends fc.Arbitrary<infer T> ? T : never;

export function freezeBoth(pair: Pair, { kind, wallet }: Freeze): void {
  const { name } = walletOf(pair, wallet);
  const answer = pair.ledger.run({ kind, ...asked(), walletId: name as WalletId }, pair.at);
  const to = kind === "freeze" ? "FROZEN" : "ACTIVE";
  expect(answer.ok).toBe(freeze(pair.model, name, to));
}

export const anyClose = fc.record({ kind: fc.constant("close" as const), wallet: anyWallet });
type Close = typeof anyClose extends fc.Arbitrary<infer T> ? T : never;

export function closeBoth(pair: Pair, { wallet }: Close): void {
  const { name } = walletOf(pair, wallet);
  const command = { kind: "close", ...asked(), walletId: name as WalletId } as const;
  const answer = pair.ledger.run(command, pair.at);
  const voided = close(pair.model, name, pair.today);
  expect(answer.ok && answer.amount).toBe(voided !== null && whole(voided));
}

export const anyAdjust = fc.record({
  kind: fc.constant("adjust" as const),
  wallet: anyWallet,
  amount: fc.integer({ min: -5, max: 5 }),
  lasts: fc.constantFrom(null, 0, 1, 2),
});
type Adjust = typeof anyAdjust extends fc.Arbitrary<infer T> ? T : never;

export function adjustBoth(pair: Pair, { wallet: index, amount, lasts }: Adjust): void {
  const wallet = walletOf(pair, index);
  const to = lasts === null ? null : pair.today + lasts;
  const command = {
    ...{ ...asked(), kind: "adjust" as const, walletId: wallet.name as WalletId },
    ...{ amount: whole(amount), expiresAt: to === null ? null : day(to), currency: "USD" },
  };
  const answer = pair.ledger.run(command, pair.at);
  if (answer.ok && amount > 0) pair.grantIds.push(answer.grantId as GrantId);
  const name = (answer.ok && answer.grantId) || "";
  expect(answer.ok).toBe(adjustModel(pair, wallet, { name, amount, to }));
}

type Adjustment = { readonly name: string; readonly amount: number; readonly to: number | null };

/** Up: promotional credits for anything, from now on. Down: out of what is there, as it burns. */
function adjustModel({ model, today }: Pair, wallet: ModelWallet, asked: Adjustment): boolean {
  const { name, amount, to } = asked;
  if (amount < 0) return voidOfWallet(model, wallet.name, -amount);
  if (amount === 0 || to === today) return false;
  const place = { wallet: wallet.name, walletPriority: wallet.priority };
  const plain = { priority: 10, category: "PROMOTIONAL", features: [], isRollover: false } as const;
  const times = { from: today, to, createdAt: today };
  return give(model, { name, ...place, ...plain, ...times }, { amount, now: today });
}
