/** How it stands with prices in money, period by period (7.4). */
import { least } from "./amounts";
import { creditsFor, type Wallet } from "./grants";
import type { Purse, Slice } from "./purse";

type Owing = { readonly covered: Map<Wallet, bigint>; owed: bigint; invoiced: bigint };
type Asked = { readonly feature: string; readonly amount: bigint; readonly at: number };

export class Owings {
  private readonly owings = new Map<string, Owing>();

  constructor(private readonly purse: Purse) {}

  /** Wallets cover what they can; the rest is owed. */
  charge(key: string, asked: Asked): { slice: Slice; owed: bigint } {
    const owing = this.of(key);
    const paid = this.purse.pay(asked, owing.covered);
    owing.owed += paid.owed;
    return paid;
  }

  /** What is owed falls first, then what wallets have covered, the first to pay last; the invoice stays. */
  fall(key: string, amount: bigint, draws: readonly Slice[]): { owed: bigint; back: bigint } {
    const owing = this.of(key);
    const owed = least(amount, owing.owed);
    owing.owed -= owed;
    let left = amount - owed;
    let back = 0n;
    for (const [wallet, covered] of [...owing.covered].toReversed()) {
      const part = least(left, covered);
      left -= part;
      owing.covered.set(wallet, covered - part);
      const credits = creditsFor(covered, wallet) - creditsFor(covered - part, wallet);
      const own = draws.map(({ parts }) => ({
        parts: parts.filter(({ grant }) => grant.wallet === wallet),
        debts: [],
      }));
      back += this.purse.giveBack(own, credits);
    }
    return { owed, back };
  }

  /** A period ends: what is owed is invoiced. */
  invoice(): void {
    for (const owing of this.owings.values()) {
      owing.invoiced += owing.owed;
      owing.owed = 0n;
    }
  }

  private of(key: string): Owing {
    const owing = this.owings.get(key) ?? { covered: new Map(), owed: 0n, invoiced: 0n };
    this.owings.set(key, owing);
    return owing;
  }
}
