/**
 * Customers' books as this process left or found them, so that a busy customer's grants are not
 * read again for every batch and every question. A wallet's `version` moves with every write of its
 * books, under its lock: while it stands, a read would give the same again. Only what plain debits
 * find and leave is kept, which is most of what happens; anything else is read.
 */
import { connectionsMade } from "@/lib/db/hot-pool";
import type { WalletId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { oncePerProcess } from "@/lib/runtime";
import { type Books, isLive } from "../rules/books";
import { type Asking, booksKey } from "./asking";
import { isLateIn, type LoadedBooks, type Owned, type WalletsOf } from "./books";
import type { Writing } from "./writing";

type Kept = { readonly books: Books; readonly versions: ReadonlyMap<WalletId, number> };

/** Of all customers together; a grant takes about a kilobyte. */
const MOST_GRANTS = 100_000;

/** Those of this process, forgotten with the connections that they were learned by. */
export const rememberedBooks = () =>
  oncePerProcess("ledger.books", () => new RememberedBooks(() => connectionsMade("keys")));

export class RememberedBooks {
  /** The least recently used first. */
  private readonly kept = new Map<string, Kept>();
  private grants = 0;
  /** What `connectionsMade` said when they were kept. */
  private learnedBy = 0;

  /** @param connectionsMade how many connections were made to the database so far. */
  constructor(readonly connectionsMade: () => number) {}

  /** Of the customers whose wallets were just read, the books that a read would give again. */
  recall(walletsOf: WalletsOf, plain: ReadonlySet<string>): LoadedBooks {
    this.forgetOfOthers();
    const recalled = new Map<string, Books>();
    for (const key of plain) {
      const owned = walletsOf.get(key);
      const kept = this.kept.get(key);
      if (owned && kept && isCurrent(kept, owned)) {
        recalled.set(key, { ...kept.books, wallets: owned.wallets });
      }
    }
    return recalled;
  }

  /**
   * Takes over what a committed batch left, or what was read: the wallets before all else, so that
   * what was written in between belongs to a version that these books are never taken for.
   *
   * @param since what `connectionsMade` said before it began.
   */
  keep({ books: left, walletsOf, plain, writings }: Left, since: number): void {
    this.forgetOfOthers();
    if (since !== this.learnedBy) return;
    const touched = touchedBy(writings);
    for (const [key, after] of left) {
      this.forget(key);
      const owned = walletsOf.get(key);
      if (!owned || !plain.has(key) || !isSimple(after)) continue;
      const versions = new Map<WalletId, number>();
      for (const [id, version] of owned.versions) {
        versions.set(id, touched.has(id) ? version + 1 : version);
      }
      // What members have used no version tells: it is read whenever a member asks.
      const { members: _, ...books } = withoutSpent(after);
      this.add(key, { books, versions });
    }
    this.shrink();
  }

  /** After a fault of the connection: nobody knows which database answers next. */
  clear(): void {
    this.kept.clear();
    this.grants = 0;
  }

  /** A new connection may lead to another database, where equal versions are of other books. */
  private forgetOfOthers(): void {
    const made = this.connectionsMade();
    if (made !== this.learnedBy) this.clear();
    this.learnedBy = made;
  }

  private add(key: string, kept: Kept): void {
    this.kept.set(key, kept);
    this.grants += sizeOf(kept);
  }

  private shrink(): void {
    for (const key of this.kept.keys()) {
      if (this.grants <= MOST_GRANTS) break;
      this.forget(key);
    }
  }

  private forget(key: string): void {
    const kept = this.kept.get(key);
    if (!kept) return;
    this.kept.delete(key);
    this.grants -= sizeOf(kept);
  }
}

/** Books without grants take room, too. */
const sizeOf = ({ books }: Kept) => 1 + books.grants.size;

/** Books, and the wallets' versions before the writings that led to them. */
export type Left = {
  readonly books: LoadedBooks;
  readonly walletsOf: WalletsOf;
  readonly plain: ReadonlySet<string>;
  readonly writings: readonly Writing[];
};

/** The wallets that a batch wrote: each of them once. */
function touchedBy(writings: readonly Writing[]): ReadonlySet<WalletId> {
  const touched = new Set<WalletId>();
  for (const { transaction } of writings) {
    for (const { walletId } of transaction.postings) touched.add(walletId);
  }
  return touched;
}

/** The customers who are asked nothing but debits of now. */
export function plainKeys(walletsOf: WalletsOf, askings: readonly Asking[]): ReadonlySet<string> {
  const keys = new Set(walletsOf.keys());
  for (const asking of askings) {
    const key = booksKey(asking);
    const owned = walletsOf.get(key);
    const isPlain = asking.command.kind === "debit" && owned && !isLateIn(asking, owned);
    if (!isPlain) keys.delete(key);
  }
  return keys;
}

/** The order that grants burn in hangs on the wallets' priorities, which no version tells. */
function isCurrent({ books, versions }: Kept, owned: Owned): boolean {
  if (versions.size !== owned.versions.size) return false;
  for (const [id, version] of owned.versions) {
    if (versions.get(id) !== version) return false;
    if (books.wallets.get(id)?.priority !== owned.wallets.get(id)?.priority) return false;
  }
  return true;
}

/**
 * Nothing owed, held, refilled, rolled over or lapsed of what is left: what such books are
 * besides is for a read to say.
 */
function isSimple({ wallets, grants, lots, holds, refills, past }: Books): boolean {
  if (lots.size + holds.size + refills.size + past.size > 0) return false;
  for (const { overage, held, hasRefills } of wallets.values()) {
    if (overage > ZERO || held > ZERO || hasRefills) return false;
  }
  return [...grants.values()].every(
    (grant) => grant.life === null && (grant.expired === ZERO || !isLive(grant)),
  );
}

/** A read gives live grants alone. */
function withoutSpent(books: Books): Books {
  const grants = [...books.grants].filter(([, grant]) => isLive(grant));
  if (grants.length === books.grants.size) return books;
  const live = new Map(grants);
  return { ...books, grants: live, burnOrder: books.burnOrder.filter((id) => live.has(id)) };
}
