/** What members take and get back while a transaction is being decided. */
import type { WalletId } from "@/lib/ids";
import { type Credits, minus, plus, ZERO } from "@/lib/money/credits";
import type { Hold, PastTransaction, Wallet } from "./books";
import { accountKey, type MemberBooks, type MemberUse } from "./member-limit";

export class MemberTally {
  readonly uses: MemberUse[] = [];

  /** @param books what is known of members; undefined: no command in hand is of one. */
  constructor(public books: MemberBooks | undefined) {}

  /** As books tell them on. */
  get told(): { readonly members?: MemberBooks } {
    return this.books === undefined ? {} : { members: this.books };
  }

  count(use: MemberUse): void {
    if (use.amount === ZERO) return;
    this.uses.push(use);
    if (this.books === undefined) return;
    const key = accountKey(use);
    const used = new Map(this.books.used);
    used.set(key, plus(used.get(key) ?? ZERO, use.amount));
    this.books = { ...this.books, used };
  }

  /** What placing, releasing or ending a hold changes: it counts for what it took and still keeps. */
  countHold(before: Hold | undefined, after: Hold): void {
    const { member, memberWindow: windowStart, creditUnit } = after;
    if (member === null || !windowStart) return;
    const amount = minus(countedOf(after), countedOf(before));
    this.count({ member, creditUnit, windowStart, amount });
  }

  /** What a reversal gave back, taking by taking, each in the window that it was taken in. */
  countReversal(
    before: PastTransaction | undefined,
    { member, takings }: PastTransaction,
    wallets: ReadonlyMap<WalletId, Wallet>,
  ): void {
    const known = new Map(before?.takings.map((taking) => [taking.position, taking.returned]));
    for (const { position, returned, walletId, memberWindow: windowStart } of takings) {
      const wallet = wallets.get(walletId);
      if (!member || !windowStart || !wallet) continue;
      const amount = minus(known.get(position) ?? ZERO, returned);
      this.count({ member, creditUnit: wallet.creditUnit, windowStart, amount });
    }
  }
}

const countedOf = (hold: Hold | undefined): Credits =>
  hold === undefined ? ZERO : minus(hold.amount, hold.released);
