/** Steps that spend, give back, and invoice what is owed. */
import fc from "fast-check";
import { expect } from "vitest";
import type { FeatureId, WalletId } from "@/lib/ids";
import { asked, debit } from "../books";
import { giveBack, invoiceOwed, spend } from "../unit-spender/uses";
import { type Pair, whole } from "./pair";

export const anyFeature = fc.constantFrom(null, "calls", "exports");

/** Which wallet is named; most uses name none. */
export const anyPayer = fc.constantFrom(null, null, null, null, 0, 1);

export const anySpend = fc.record({
  kind: fc.constant("spend" as const),
  amount: fc.integer({ min: 1, max: 9 }),
  feature: anyFeature,
  wallet: anyPayer,
});
type Spend = typeof anySpend extends fc.Arbitrary<infer T> ? T : never;

export function spendBoth(pair: Pair, { amount, feature, wallet: index }: Spend): void {
  const wallet = pair.nameOf(index);
  const parts = [{ eventId: null, at: pair.at, amount: whole(amount) }];
  const command = debit([], {
    ...{ parts, featureId: feature as FeatureId | null },
    walletId: wallet as WalletId | null,
  });
  const answer = pair.ledger.run(command, pair.at);
  const use = { wallet, amount, feature, now: pair.today };
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
  const transactionId = pair.pick(pair.uses, which);
  if (transactionId === undefined) return;
  const use = `use-${which % pair.uses.length}`;
  const told = { transactionId, amount: whole(amount), restoreDays: null };
  const answer = pair.ledger.run({ kind: "reverse", ...asked(), ...told }, pair.at);
  const { ok, invoiced } = giveBack(pair.model, use, { amount, now: pair.today });
  expect(answer.ok).toBe(ok);
  if (!answer.ok) return;
  const back = { amount: whole(amount - invoiced), invoiced: whole(invoiced) };
  expect(answer).toMatchObject(back);
}

export const anyInvoice = fc.record({
  kind: fc.constant("invoice_overage" as const),
  wallet: fc.constantFrom(0, 1),
  uses: fc.uniqueArray(fc.nat(9), { minLength: 1 }),
});
type Invoice = typeof anyInvoice extends fc.Arbitrary<infer T> ? T : never;

/** Names every lot of these uses, those that lie in the other wallet too: they stay as they are. */
export function invoiceBoth(pair: Pair, { wallet, uses }: Invoice): void {
  const named = new Set(uses.map((use) => pair.uses[use]));
  const lots = [...pair.ledger.books.lots.values()];
  const lotIds = lots.filter((lot) => named.has(lot.transactionId)).map(({ id }) => id);
  const walletId = pair.nameOf(wallet) as WalletId;
  const command = { kind: "invoice_overage", ...asked(), walletId, lotIds } as const;
  const answer = pair.ledger.run(command, pair.at);
  const names = uses.map((use) => `use-${use}`);
  const invoiced = invoiceOwed(pair.model, walletId, names);
  expect(answer.ok && answer.amount).toBe(invoiced !== null && whole(invoiced));
}
