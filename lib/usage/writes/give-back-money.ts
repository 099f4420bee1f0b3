/**
 * Takes back what the total of a price in money fell by: what is still to be invoiced, then the
 * credits that wallets have covered, last drawn first; what an invoice has asked is only noted.
 */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { WalletId } from "@/lib/ids";
import { lockBooks } from "@/lib/ledger/lock-books";
import type { Slice } from "@/lib/ledger/rules/command";
import { uncover } from "@/lib/ledger/rules/money-burn";
import type { Covered } from "@/lib/ledger/rules/money-terms";
import { min, minus, nanocredits, plus, ZERO } from "@/lib/money/credits";
import { addMoney, type Money, NO_MONEY, subtractMoney } from "@/lib/money/money";
import { fallOf, least, notable, type Owing, owingLess } from "@/lib/rating/rules/owing";
import type { Payer } from "../rules/decide-use";
import type { PriceWindow } from "../rules/price-window";
import type { Fallen } from "../rules/settle-use";
import {
  type FeatureDraw,
  findFeatureDraws,
  loadTakings,
  sumReversedByHand,
  type Taking,
} from "../store/draws";
import {
  DRAWS_PAGE,
  type GiveBack,
  type GivenBack,
  giveBackSlice,
  NOTHING_BACK,
  together,
} from "./give-back";

/** The part of a price that one event bears itself. */
type OwnShare = {
  /** What of it was left to the invoice and not taken back since. */
  readonly owed: Money;
  /** What it drew; null: nothing. */
  readonly drawn: { readonly transactionId: FeatureDraw["id"]; readonly slice: Slice } | null;
};

type Falling = GiveBack & {
  readonly window: PriceWindow;
  readonly payers: readonly Payer[];
  readonly owing: Owing;
  /** What the total fell by, above zero. */
  readonly money: Money;
  /** Of a correction: this event's own comes first (SEMANTICS 4.4). */
  readonly own?: OwnShare;
};

export async function giveBackMoney(
  tx: Tx,
  ctx: Context,
  asked: Falling,
): Promise<GivenBack & Fallen> {
  const owned = ownFall(asked);
  const uncovering = new Uncovering(tx, ctx, { ...asked, money: owned.rest });
  if (asked.own?.drawn && owned.rest > NO_MONEY) await uncovering.ofSlice(asked.own.drawn);

  const first = owingLess(asked.owing, owned, uncovering.covered);
  const fall = fallOf(first, uncovering.left);
  if (fall.uncovered > NO_MONEY) await uncovering.ofFeature(fall.uncovered);
  return {
    ...uncovering.given,
    back: addMoney(owned.back, fall.back),
    noted: addMoney(owned.noted, fall.noted),
    owing: owingLess(first, fall, uncovering.covered),
  };
}

/** What the event itself left to the invoice: taken back, or noted where an invoice has asked it. */
function ownFall({ owing, money, own }: Falling) {
  const share = least(money, own?.owed ?? NO_MONEY);
  const back = least(share, owing.owed);
  const noted = least(subtractMoney(share, back), notable(owing));
  return { back, noted, rest: subtractMoney(money, addMoney(back, noted)) };
}

/** A reversal in hand, taking by taking. */
class Uncovering {
  readonly covered: Map<WalletId, Covered>;
  given: GivenBack = NOTHING_BACK;
  left: Money;

  constructor(
    private readonly tx: Tx,
    private readonly ctx: Context,
    private readonly asked: Falling,
  ) {
    this.covered = new Map(asked.owing.covered);
    this.left = asked.money;
  }

  async ofSlice({ transactionId, slice }: NonNullable<OwnShare["drawn"]>): Promise<void> {
    await lockBooks(this.tx, this.ctx, this.asked.customerId);
    const end = plus(slice.offset, slice.length);
    const takings = (await loadTakings(this.tx, transactionId)).flatMap((taking) =>
      within(taking, { from: slice.offset, to: end }),
    );
    await this.ofTakings(transactionId, takings);
    if (this.left > NO_MONEY) await this.skipReversed(transactionId, takings);
  }

  /** What was reversed by hand is back already, and is not taken from other uses once more. */
  private async skipReversed(transactionId: FeatureDraw["id"], takings: readonly Taking[]) {
    let byHand = await sumReversedByHand(this.tx, transactionId);
    for (const { walletId, amount } of takings) {
      const payer = this.payerOf(walletId);
      if (payer === undefined || byHand === ZERO) continue;
      const skipped = uncover(payer, this.left, min(byHand, amount));
      this.accept(walletId, skipped);
      byHand = minus(byHand, skipped.credits);
    }
  }

  /** Of the feature's draws in the window; what they cannot give any more is given to nobody. */
  async ofFeature(money: Money): Promise<void> {
    await lockBooks(this.tx, this.ctx, this.asked.customerId);
    const rest = subtractMoney(this.left, money);
    this.left = money;
    let after: FeatureDraw | null = null;
    for (;;) {
      const draws: readonly FeatureDraw[] = await findFeatureDraws(this.tx, {
        ...{ ...this.asked, organizationId: this.ctx.organizationId, creditUnit: null },
        ...{ after, limit: DRAWS_PAGE },
      });
      for (const { id } of draws) {
        if (this.left === NO_MONEY) break;
        await this.ofTakings(id, await loadTakings(this.tx, id));
      }
      after = draws.at(-1) ?? null;
      if (this.left === NO_MONEY || draws.length < DRAWS_PAGE) break;
    }
    this.forget();
    this.left = addMoney(this.left, rest);
  }

  private async ofTakings(transactionId: FeatureDraw["id"], takings: readonly Taking[]) {
    for (const { walletId, offset, amount } of takings.toReversed()) {
      const payer = this.payerOf(walletId);
      if (this.left === NO_MONEY || payer === undefined) continue;
      const wanted = uncover(payer, this.left, amount);
      if (wanted.credits === ZERO) continue;
      const given = await giveBackSlice(this.tx, this.ctx, {
        ...{ ...this.asked, transactionId, amount: wanted.credits },
        slice: { offset, length: amount },
      });
      this.given = together(this.given, given);
      if (given.returned === ZERO) continue;
      this.accept(walletId, uncover(payer, this.left, given.returned));
    }
  }

  private payerOf(walletId: WalletId) {
    const covered = this.covered.get(walletId);
    if (covered === undefined || covered.money === NO_MONEY) return undefined;
    const known = this.asked.payers.find((payer) => payer.walletId === walletId);
    return { walletId, covered, rate: known?.rate ?? covered.rate };
  }

  private accept(walletId: WalletId, { after, money }: ReturnType<typeof uncover>): void {
    this.covered.set(walletId, after);
    this.left = subtractMoney(this.left, money);
  }

  /** Reversed by hand, or of a closed wallet: it is no part of the price any more all the same. */
  private forget(): void {
    for (const walletId of this.covered.keys()) {
      const payer = this.payerOf(walletId);
      if (payer === undefined || this.left === NO_MONEY) continue;
      this.accept(walletId, uncover(payer, this.left, payer.covered.credits));
    }
  }
}

type Bounds = { readonly from: bigint; readonly to: bigint };

/** The part of a taking that lies within a slice. */
function within(taking: Taking, { from, to }: Bounds): Taking[] {
  const end = taking.offset + taking.amount;
  const start = taking.offset > from ? taking.offset : from;
  const length = (end < to ? end : to) - start;
  return length > 0n
    ? [{ ...taking, offset: nanocredits(start), amount: nanocredits(length) }]
    : [];
}
