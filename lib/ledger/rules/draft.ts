/**
 * One ledger transaction while it is being decided: a working copy of the books that changes
 * only by entries, so the entries alone explain every figure.
 */
import type {
  GrantId,
  HoldId,
  Id,
  OverageLotId,
  RefillId,
  TransactionId,
  WalletId,
} from "@/lib/ids";
import { type Credits, minus, plus, ZERO } from "@/lib/money/credits";
import type {
  Account,
  Books,
  Grant,
  GrantAccount,
  Hold,
  OverageLot,
  PastTransaction,
  Refill,
  Wallet,
} from "./books";
import { byBurnOrder } from "./burn-order";
import { type Entry, type EntryTail, isSameFlow, type Posting } from "./entry";
import { MemberTally } from "./member-tally";

export class Draft {
  readonly entries: Entry[] = [];
  readonly issued: GrantId[] = [];
  private readonly wallets: Map<WalletId, Wallet>;
  private readonly grants: Map<GrantId, Grant>;
  private readonly holds: Map<HoldId, Hold>;
  private readonly lots: Map<OverageLotId, OverageLot>;
  private readonly refills: Map<RefillId, Refill>;
  private past: ReadonlyMap<TransactionId, PastTransaction>;
  private burnOrder: readonly GrantId[];
  private readonly touched = new Set<WalletId>();

  readonly at: Date;
  readonly transactionId: TransactionId;
  readonly members: MemberTally;
  /** Names the grants and lots that the transaction makes. */
  readonly mint: <Name extends Id<string>>() => Name;

  constructor(
    private readonly base: Books,
    { at, transactionId, mint }: Pick<Draft, "at" | "transactionId" | "mint">,
  ) {
    this.at = at;
    this.transactionId = transactionId;
    this.mint = mint;
    this.wallets = new Map(base.wallets);
    this.grants = new Map(base.grants);
    this.holds = new Map(base.holds);
    this.lots = new Map(base.lots);
    this.refills = new Map(base.refills);
    this.past = base.past;
    this.members = new MemberTally(base.members);
    this.burnOrder = base.burnOrder;
  }

  /** The books as they stand so far. */
  get books(): Books {
    const { wallets, grants, holds, lots, refills, past, burnOrder } = this;
    const { customerId } = this.base;
    const own = { customerId, holds, wallets, grants, lots, refills, past, burnOrder };
    return { ...own, ...this.members.told };
  }

  wallet(id: WalletId): Wallet {
    return known(this.wallets.get(id), "wallet", id);
  }

  grant(id: GrantId): Grant {
    return known(this.grants.get(id), "grant", id);
  }

  lot(id: OverageLotId): OverageLot {
    return known(this.lots.get(id), "overage lot", id);
  }

  /** Enters a new grant, its whole amount in `to`. */
  issue(grant: Grant, from: "issued" | "moved", to: "pending" | "available", tail: EntryTail) {
    this.grants.set(grant.id, grant);
    this.issued.push(grant.id);
    this.burnOrder = this.sorted([...this.burnOrder, grant.id]);
    this.enter(grant.walletId, grant.id, from, to, grant.amount, tail);
    this.addToGrant(grant.id, to, grant.amount);
    this.addToWallet(grant.walletId, to, grant.amount);
  }

  /** Moves credits of a grant. */
  move(id: GrantId, from: GrantAccount, to: GrantAccount, amount: Credits, tail: EntryTail) {
    if (amount === ZERO) return;
    const { walletId } = this.grant(id);
    this.enter(walletId, id, from, to, amount, tail);
    this.addToGrant(id, from, minus(ZERO, amount));
    this.addToGrant(id, to, amount);
    this.addToWallet(walletId, from, minus(ZERO, amount));
    this.addToWallet(walletId, to, amount);
  }

  /** Changes what a wallet owes: taken from `overage` it rises, given to it it falls. */
  owe(
    walletId: WalletId,
    from: Account,
    to: Account,
    amount: Credits,
    tail: EntryTail & { readonly lotId: OverageLotId },
  ) {
    if (amount === ZERO) return;
    this.enter(walletId, null, from, to, amount, tail);
    const wallet = this.wallet(walletId);
    const overage =
      from === "overage" ? plus(wallet.overage, amount) : minus(wallet.overage, amount);
    this.wallets.set(walletId, { ...wallet, overage });
  }

  /** Changes what no entry tells: whether it is paid, voided, when it ends, since when it counts. */
  setGrant(
    id: GrantId,
    terms: Partial<Pick<Grant, "isPaid" | "isVoided" | "expiresAt" | "availableFrom">>,
  ) {
    this.grants.set(id, { ...this.grant(id), ...terms });
    // A term that starts with a payment makes the end known, and with it the place in the order.
    if (terms.expiresAt !== undefined) this.burnOrder = this.sorted(this.burnOrder);
  }

  /** A change that no entry tells: it has a posting of its own. */
  setStatus(id: WalletId, status: Wallet["status"]) {
    this.touched.add(id);
    this.wallets.set(id, { ...this.wallet(id), status });
  }

  /** The command concerns this wallet, even if it moves nothing there. */
  touch(id: WalletId) {
    this.touched.add(id);
  }

  hold(id: HoldId): Hold {
    return known(this.holds.get(id), "hold", id);
  }

  setHold(hold: Hold) {
    this.members.countHold(this.holds.get(hold.id), hold);
    this.holds.set(hold.id, hold);
  }

  refill(id: RefillId): Refill {
    return known(this.refills.get(id), "refill", id);
  }

  /** Its wallet has a posting of it, as it may change when the wallet changes next. */
  setRefill(refill: Refill) {
    this.touched.add(refill.walletId);
    this.refills.set(refill.id, refill);
  }

  /** Lapses credits before the end of their grant: no late use reaches them. */
  cut(id: GrantId, amount: Credits, effectiveAt: Date) {
    const cut = plus(this.grant(id).cut, amount);
    this.grants.set(id, { ...this.grant(id), cut });
    this.move(id, "available", "expired", amount, { effectiveAt });
  }

  setLot(lot: OverageLot) {
    this.lots.set(lot.id, lot);
  }

  setPast(transaction: PastTransaction) {
    this.members.countReversal(this.past.get(transaction.id), transaction, this.wallets);
    this.past = new Map(this.past).set(transaction.id, transaction);
  }

  /** Closes the transaction: each wallet it touched gets its next posting. */
  close(): readonly Posting[] {
    return [...this.touched].map((id) => {
      const wallet = this.wallet(id);
      const seq = wallet.seq + 1;
      this.wallets.set(id, { ...wallet, seq, lastBookedAt: this.at });
      const { available, held, pending, overage } = wallet;
      return { walletId: id, seq, available, held, pending, overage };
    });
  }

  private sorted(ids: readonly GrantId[]): readonly GrantId[] {
    return ids.toSorted((a, b) => byBurnOrder(this.payer(a), this.payer(b)));
  }

  private payer(id: GrantId) {
    const grant = this.grant(id);
    return { grant, wallet: this.wallet(grant.walletId) };
  }

  private enter(
    walletId: WalletId,
    grantId: GrantId | null,
    from: Account,
    to: Account,
    amount: Credits,
    { lotId = null, decidedBy = null, isLate = false, reverses = null, effectiveAt }: EntryTail,
  ) {
    this.touched.add(walletId);
    const entry: Entry = {
      walletId,
      grantId,
      lotId,
      from,
      to,
      amount,
      decidedBy,
      isLate,
      reverses,
      effectiveAt,
    };
    const last = this.entries.at(-1);
    if (last !== undefined && isSameFlow(last, entry)) {
      this.entries[this.entries.length - 1] = { ...last, amount: plus(last.amount, amount) };
    } else {
      this.entries.push(entry);
    }
  }

  private addToGrant(id: GrantId, account: GrantAccount, amount: Credits) {
    const grant = this.grant(id);
    this.grants.set(id, { ...grant, [account]: plus(grant[account], amount) });
  }

  private addToWallet(id: WalletId, account: GrantAccount, amount: Credits) {
    if (account !== "available" && account !== "pending" && account !== "held") return;
    const wallet = this.wallet(id);
    this.wallets.set(id, { ...wallet, [account]: plus(wallet[account], amount) });
  }
}

function known<T>(thing: T | undefined, noun: string, id: string): T {
  if (thing === undefined) throw new RangeError(`these books hold no ${noun} ${id}`);
  return thing;
}
