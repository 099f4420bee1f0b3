/**
 * How it stands with a price in money in one window: what wallets have covered of it, what is still
 * to be invoiced, and what invoices have asked (SEMANTICS 7.4). Together they are the price of the
 * window's total. Pure.
 */
import type { WalletId } from "@/lib/ids";
import type { Covered, MoneyShare } from "@/lib/ledger/rules/money-terms";
import { addMoney, type Money, NO_MONEY, subtractMoney, sumMoney } from "@/lib/money/money";

export type Owing = {
  /** Covered by no wallet, asked by no invoice yet. */
  readonly owed: Money;
  readonly invoiced: Money;
  /** Of what was invoiced: noted for credit notes since. */
  readonly credited: Money;
  readonly covered: ReadonlyMap<WalletId, Covered>;
};

export const NOTHING_OWED: Owing = {
  owed: NO_MONEY,
  invoiced: NO_MONEY,
  credited: NO_MONEY,
  covered: new Map(),
};

/** One use more. */
export const owingMore = (owing: Owing, { owed, covered }: MoneyShare): Owing => ({
  ...owing,
  owed: addMoney(owing.owed, owed),
  covered: covered.size === 0 ? owing.covered : new Map([...owing.covered, ...covered]),
});

/** Where what a total fell by is taken back from. */
export type Fall = {
  /** Of what was still to be invoiced. */
  readonly back: Money;
  /** Of what wallets have covered: their credits are to be given back. */
  readonly uncovered: Money;
  /** An invoice has it: a credit note is due. */
  readonly noted: Money;
};

/** The total fell by so much: what is not invoiced yet goes first, what an invoice has asked last. */
export function fallOf(owing: Owing, amount: Money): Fall {
  const back = least(amount, owing.owed);
  const rest = subtractMoney(amount, back);
  const uncovered = least(rest, sumMoney([...owing.covered.values()].map(({ money }) => money)));
  const noted = least(subtractMoney(rest, uncovered), notable(owing));
  return { back, uncovered, noted };
}

/** What of the invoices no credit note has been noted for. */
export const notable = ({ invoiced, credited }: Owing): Money => subtractMoney(invoiced, credited);

/** @param covered as it stands once the fall's credits are given back. */
export const owingLess = (
  owing: Owing,
  { back, noted }: Pick<Fall, "back" | "noted">,
  covered: Owing["covered"],
): Owing => ({
  invoiced: owing.invoiced,
  owed: subtractMoney(owing.owed, back),
  credited: addMoney(owing.credited, noted),
  covered,
});

export const least = (a: Money, b: Money): Money => (a < b ? a : b);
