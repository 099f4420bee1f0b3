/**
 * Paying a price in money with credits (SEMANTICS 7.4): what is left of it in money is converted at
 * each wallet's own rate, in burn order. Pure.
 */
import type { WalletId } from "@/lib/ids";
import { type Credits, min, minus, nanocredits, plus, ZERO } from "@/lib/money/credits";
import { ceilDivide, ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { addMoney, type Money, NO_MONEY, nanomoney, subtractMoney } from "@/lib/money/money";
import { type Drawn, drawnFrom, type Source } from "./burn-down";
import type { Covered, MoneyPayer, MoneyShare } from "./money-terms";

type MoneyBurn = MoneyShare & { readonly draws: readonly Drawn[] };

/** Spends `asked` from `sources`, which stand in the order they pay in. */
export function burnMoney(
  sources: readonly Source[],
  asked: Money,
  payers: readonly MoneyPayer[],
): MoneyBurn {
  const totals = new Map(payers.map((payer) => [payer.walletId, standingOf(payer)]));
  const paying = sources.filter(({ wallet }) => totals.has(wallet.id));
  const covered = new Map<WalletId, Covered>();
  const draws: Drawn[] = [];
  let owed = asked;
  for (const [index, source] of paying.entries()) {
    const before = totals.get(source.wallet.id);
    if (owed === NO_MONEY || before === undefined) break;
    const after = coverMore(before, owed, source.gives);
    totals.set(source.wallet.id, after);
    covered.set(source.wallet.id, after);
    const amount = minus(after.credits, before.credits);
    if (amount > ZERO) draws.push(drawnFrom(paying, index, amount));
    owed = subtractMoney(owed, subtractMoney(after.money, before.money));
  }
  return { draws, covered, owed };
}

/** What was covered, in credits of today's rate: a new rate prices what is added. */
function standingOf({ rate, covered }: MoneyPayer): Covered {
  if (rate <= 0n) throw new RangeError(`no credits for money at ${rate}`);
  if (covered === null) return { money: NO_MONEY, credits: ZERO, rate };
  return covered.rate === rate ? covered : at(covered.money, rate);
}

const at = (money: Money, rate: bigint): Covered => ({
  ...{ money, rate },
  credits: creditsFor(money, rate),
});

/** Rounded half away from zero to nine places. */
export const creditsFor = (money: Money, rate: bigint): Credits =>
  nanocredits(timesOverHalfUp(money, ONE, rate));

/** The total once as much of `asked` is covered as `gives` allows. */
function coverMore(before: Covered, asked: Money, gives: Credits): Covered {
  const all = at(addMoney(before.money, asked), before.rate);
  const wanted = minus(all.credits, before.credits);
  if (wanted <= gives) return all;
  const credits = plus(before.credits, gives);
  return { ...before, credits, money: within(worthOf(credits, before.rate), before, all) };
}

/** What credits are worth, a part of the smallest unit for the whole. */
const worthOf = (credits: Credits, rate: bigint): Money =>
  nanomoney(ceilDivide(credits * rate, ONE));

const within = (money: Money, least: Covered, most: Covered): Money => {
  if (money < least.money) return least.money;
  return money > most.money ? most.money : money;
};

/** The total once as much of `back` is uncovered as `most` credits go; the credits that go back. */
export function uncover(
  payer: MoneyPayer,
  back: Money,
  most: Credits,
): { readonly after: Covered; readonly credits: Credits; readonly money: Money } {
  const before = standingOf(payer);
  const money = back < before.money ? back : before.money;
  const none = at(subtractMoney(before.money, money), before.rate);
  const wanted = minus(before.credits, none.credits);
  if (wanted <= most) return { after: none, credits: wanted, money };
  const credits = minus(before.credits, min(wanted, most));
  const left = within(worthOf(credits, before.rate), none, before);
  return {
    after: { ...before, credits, money: left },
    credits: most,
    money: subtractMoney(before.money, left),
  };
}
