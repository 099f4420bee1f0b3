/** What a use's price in money leaves in its counter, once it is known what wallets have covered. */
import type { MoneyPayer, MoneyShare } from "@/lib/ledger/rules/money-terms";
import { type Money, NO_MONEY, nanomoney } from "@/lib/money/money";
import {
  type Fall,
  fallOf,
  NOTHING_OWED,
  type Owing,
  owingLess,
  owingMore,
} from "@/lib/rating/rules/owing";
import { type Counters, stateOf, type Use, type UseDecision } from "./decide-use";

/** What was made of a use. Null: nobody was asked, so nothing stood against it. */
export type Taken = {
  readonly status: "taken" | "refused";
  /** Of a price in money that wallets were asked to cover. */
  readonly money?: MoneyShare;
  /** Of a total that fell, so that credits were given back. */
  readonly fallen?: Fallen;
} | null;

/** What a fall took back, and what is owed and covered since. */
export type Fallen = Pick<Fall, "back" | "noted"> & { readonly owing: Owing };

/** What of its price a use leaves for the invoice, or takes back from there. */
export type Settled = Pick<Fall, "back" | "noted"> & {
  readonly owed: Money;
  readonly after: Counters;
};

export function settleUse(use: Use, { money, after }: UseDecision, taken: Taken): Settled {
  const settled = { owed: NO_MONEY, back: NO_MONEY, noted: NO_MONEY, after };
  if (use.priceKey === null || money === NO_MONEY) return settled;
  const state = stateOf(after, use.priceKey);
  const owing = state.owing ?? NOTHING_OWED;
  const leaving = (left: Owing) =>
    new Map(after).set(use.priceKey ?? "", { ...state, owing: left });
  if (money > NO_MONEY) {
    const share = taken?.money ?? { owed: money, covered: new Map() };
    return { ...settled, owed: share.owed, after: leaving(owingMore(owing, share)) };
  }
  const { back, noted, owing: left } = taken?.fallen ?? fallen(owing, nanomoney(-money));
  return { ...settled, back, noted, after: leaving(left) };
}

/** A fall of what no wallet has covered: nothing is to be given back. */
function fallen(owing: Owing, amount: Money): Fallen {
  const fall = fallOf(owing, amount);
  return { ...fall, owing: owingLess(owing, fall, owing.covered) };
}

/** The wallets that may pay for a use, with what each has covered of its price in the window so far. */
export function payersOf(
  { payers, priceKey }: Pick<Use, "payers" | "priceKey">,
  counters: Counters,
): readonly MoneyPayer[] {
  const covered = stateOf(counters, priceKey).owing?.covered;
  return payers.map(({ walletId, rate }) => ({
    ...{ walletId, rate },
    covered: covered?.get(walletId) ?? null,
  }));
}
