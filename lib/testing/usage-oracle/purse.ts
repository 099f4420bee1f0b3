/** A customer's wallets, grants and overage by SEMANTICS §2, §3, 4.3 and §11, a list at a time. */
import { least, most, sum } from "./amounts";
import {
  burnsFirst,
  consume,
  creditsFor,
  type Grant,
  isLive,
  isOver,
  lapse,
  mayPay,
  type Wallet,
  worth,
} from "./grants";

/** What one use took of a grant, or owes; it falls as it is given back. */
type Part = { readonly grant: Grant; amount: bigint };
type Debt = {
  readonly wallet: Wallet;
  readonly feature: string;
  open: bigint;
  readonly settled: Part[];
};
export type Slice = { readonly parts: Part[]; readonly debts: Debt[] };
type Taken = { readonly slice: Slice; readonly dropped: bigint };

type Ask = { readonly feature: string; readonly amount: bigint; readonly at: number };

export type Hold = { readonly parts: Part[]; readonly to: number };

export class Purse {
  readonly grants: Grant[] = [];
  readonly debts: Debt[] = [];
  readonly holds: Hold[] = [];

  constructor(
    readonly wallets: readonly Wallet[],
    public now: number,
  ) {}

  /** Holds end, then grants, each at its own instant. */
  advance(to: number): void {
    const ends = [...this.grants, ...this.holds].flatMap((one) => one.to ?? []);
    const due = [...new Set([...ends, to])].filter((at) => this.now <= at && at <= to);
    for (const at of due.sort((a, b) => a - b)) {
      this.now = at;
      for (const hold of this.holds.filter((one) => one.to <= at)) this.release(hold);
      for (const grant of this.grants.filter((one) => isOver(one, at))) lapse(grant);
    }
  }

  give(grant: Omit<Grant, "held" | "consumed" | "expired" | "order">): void {
    const none = { held: 0n, consumed: 0n, expired: 0n, order: this.grants.length };
    this.grants.push({ ...none, ...grant });
    this.settle();
  }

  /** Null: refused, nothing is changed. */
  take({ feature, amount, at }: Ask): Taken | null {
    const payers = this.wallets.filter((wallet) => mayPay(wallet.features, feature));
    const grants = this.burning(feature, payers, at);
    const missing = amount - least(amount, sum(grants.map((grant) => this.left(grant, at))));
    const room = (wallet: Wallet) =>
      wallet.limit === null || this.owed(wallet) + missing <= wallet.limit;
    const owing = payers.find((wallet) => wallet.policy === "OVERAGE" && room(wallet));
    const caps = payers.some(({ policy }) => policy === "CAP");
    if (missing > 0n && !owing && !caps) return null;

    const parts = this.draw(grants, amount - missing, at);
    const owes = missing > 0n && owing;
    const debts = owes ? [{ wallet: owing, feature, open: missing, settled: [] }] : [];
    this.debts.push(...debts);
    return { slice: { parts, debts }, dropped: owes ? 0n : missing };
  }

  /**
   * A price in money: each wallet pays at its own rate, its credits rounded on all that it has
   * covered of the price so far (7.4). @returns what no wallet covers, too.
   */
  pay({ feature, amount, at }: Ask, covered: Map<Wallet, bigint>): { slice: Slice; owed: bigint } {
    const parts: Part[] = [];
    let owed = amount;
    const payers = this.wallets.filter((wallet) => mayPay(wallet.features, feature));
    const burning = this.burning(feature, payers, at);
    // Late use is paid by what was live then, in all wallets, before what is live now (§11).
    for (const isThen of [true, false]) {
      for (const wallet of payers) {
        const grants = burning.filter(
          (grant) => grant.wallet === wallet && isLive(grant, at) === isThen,
        );
        const has = sum(grants.map((grant) => this.left(grant, at)));
        const before = covered.get(wallet) ?? 0n;
        const wanted = creditsFor(before + owed, wallet) - creditsFor(before, wallet);
        const isEnough = wanted <= has;
        // Credits that are worth a part of the smallest unit cover it.
        const all = worth(creditsFor(before, wallet) + has, wallet) - before;
        const pays = isEnough ? owed : least(owed, most(0n, all));
        parts.push(...this.draw(grants, isEnough ? wanted : has, at));
        covered.set(wallet, before + pays);
        owed -= pays;
      }
    }
    return { slice: { parts, debts: [] }, owed };
  }

  private draw(grants: readonly Grant[], amount: bigint, at: number): Part[] {
    let left = amount;
    return grants.flatMap((grant) => {
      const taken = least(left, this.left(grant, at));
      if (taken === 0n) return [];
      left -= taken;
      consume(grant, taken);
      return [{ grant, amount: taken }];
    });
  }

  /** Gives back up to so much: what is owed, what settled it, then the last drawn first. @returns how much. */
  giveBack(slices: readonly Slice[], amount: bigint): bigint {
    let left = amount;
    const debts = slices.flatMap((slice) => slice.debts);
    for (const debt of debts) {
      const falls = least(left, debt.open);
      debt.open -= falls;
      left -= falls;
    }
    const settled = debts.flatMap((debt) => debt.settled);
    const drawn = slices.flatMap((slice) => slice.parts);
    for (const part of [...settled.toReversed(), ...drawn.toReversed()]) {
      const back = least(left, part.amount);
      part.amount -= back;
      left -= back;
      this.restore(part.grant, back, "consumed");
    }
    this.settle();
    return amount - left;
  }

  hold(feature: string, amount: bigint, to: number): Hold | null {
    const payers = this.wallets.filter((wallet) => mayPay(wallet.features, feature));
    const grants = this.burning(feature, payers, this.now);
    if (sum(grants.map(({ available }) => available)) < amount) return null;
    const parts: Part[] = [];
    let left = amount;
    for (const grant of grants) {
      const held = least(left, grant.available);
      if (held === 0n) continue;
      left -= held;
      grant.available -= held;
      grant.held += held;
      parts.push({ grant, amount: held });
    }
    const hold = { parts, to };
    this.holds.push(hold);
    return hold;
  }

  /** What is captured is consumed, first reserved first; the rest goes back. */
  release(hold: Hold, captured = 0n): void {
    let left = captured;
    for (const part of hold.parts) {
      const used = least(left, part.amount);
      left -= used;
      part.grant.held -= used;
      part.grant.consumed += used;
      this.restore(part.grant, part.amount - used, "held");
    }
    this.holds.splice(this.holds.indexOf(hold), 1);
    this.settle();
  }

  owed(wallet: Wallet): bigint {
    return sum(this.debts.filter((debt) => debt.wallet === wallet).map(({ open }) => open));
  }

  private restore(grant: Grant, amount: bigint, from: "consumed" | "held"): void {
    grant[from] -= amount;
    grant[isOver(grant, this.now) ? "expired" : "available"] += amount;
  }

  /** Overage is settled at once by credits that may pay for its feature. */
  private settle(): void {
    for (const debt of this.debts) {
      for (const grant of this.burning(debt.feature, [debt.wallet], this.now)) {
        const amount = least(debt.open, grant.available);
        if (amount === 0n) continue;
        debt.open -= amount;
        grant.available -= amount;
        grant.consumed += amount;
        debt.settled.push({ grant, amount });
      }
    }
  }

  /** First what was live at its own time, lapsed or not, then what is live now (§11). */
  private burning(feature: string, payers: readonly Wallet[], at: number): Grant[] {
    const may = this.grants
      .filter((grant) => payers.includes(grant.wallet) && mayPay(grant.features, feature))
      .sort(burnsFirst);
    const then = may.filter((grant) => isLive(grant, at));
    const now = may.filter((grant) => isLive(grant, this.now) && !isLive(grant, at));
    return [...then, ...now];
  }

  private left(grant: Grant, at: number): bigint {
    return isLive(grant, at) ? grant.available + grant.expired : grant.available;
  }
}

export const sliceLeft = ({ parts, debts }: Slice): bigint =>
  sum([
    ...parts.map(({ amount }) => amount),
    ...debts.flatMap(({ open, settled }) => [open, ...settled.map(({ amount }) => amount)]),
  ]);
