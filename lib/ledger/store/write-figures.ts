/** The figures of wallets and grants that a batch changed: deltas, summed from the entries. */
import { instantText, plainColumn } from "@/lib/db/columns";
import { type Param, type Tx, tell } from "@/lib/db/tx";
import type { GrantId, WalletId } from "@/lib/ids";
import { type Credits, creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import {
  type Account,
  GRANT_ACCOUNTS,
  type Grant,
  type GrantAccount,
  hasLimited,
  isLive,
} from "../rules/books";
import { nextChangeAt } from "../rules/next-change";
import { issuedIn, type Merged, type Writing } from "./writing";

const UPDATE_WALLETS = `UPDATE wallet SET available = wallet.available + d.available,
    held = wallet.held + d.held, pending = wallet.pending + d.pending,
    overage = wallet.overage + d.overage, seq = wallet.seq + d.touched, version = wallet.version + 1,
    booked_at = d.booked_at, next_change_at = d.next_change_at, has_limited = d.has_limited
  FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[], $5::numeric[], $6::bigint[],
    $7::timestamptz[], $8::timestamptz[], $9::boolean[])
    AS d (id, available, held, pending, overage, touched, booked_at, next_change_at, has_limited)
  WHERE wallet.id = d.id`;
const UPDATE_GRANTS = `UPDATE credit_grant AS g SET pending = g.pending + d.pending,
    available = g.available + d.available, held = g.held + d.held, consumed = g.consumed + d.consumed,
    expired = g.expired + d.expired, voided = g.voided + d.voided, moved = g.moved + d.moved,
    live = d.live, is_paid = d.is_paid, is_voided = d.is_voided,
    available_from = d.available_from, expires_at = d.expires_at
  FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[],
    $7::numeric[], $8::numeric[], $9::boolean[], $10::boolean[], $11::boolean[],
    $12::timestamptz[], $13::timestamptz[])
    AS d (id, pending, available, held, consumed, expired, voided, moved, live, is_paid, is_voided,
      available_from, expires_at)
  WHERE g.id = d.id`;

/**
 * Adds to wallets and grants what the entries say. Grants of this batch were inserted with their
 * figures. One can change without an entry, paid for before its start: its wallet learns when
 * that is.
 */
export async function updateFigures(
  tx: Tx,
  writings: readonly Writing[],
  { books, old }: { readonly books: Merged; readonly old: Merged },
): Promise<void> {
  const { wallets, grants } = deltasOf(writings);
  const issued = issuedIn(writings);
  const changed = [...books.grants.values()].filter(
    (grant) => !issued.has(grant.id) && old.grants.get(grant.id) !== grant,
  );
  for (const { walletId } of changed) walletDelta(wallets, walletId);
  for (const walletId of walletsOfMore(writings, books)) walletDelta(wallets, walletId);
  await tell(tx, UPDATE_WALLETS, walletColumns([...wallets], books));
  if (changed.length === 0) return;
  const rows = changed.map((grant) => ({ grant, delta: grantDelta(grants, grant.id) }));
  await tell(tx, UPDATE_GRANTS, grantColumns(rows));
}

/**
 * A debit changes what its entries say. What other commands change may stand in no entry, and
 * moves the versions of their customers' wallets all the same.
 */
function walletsOfMore(writings: readonly Writing[], { booksOf }: Merged): readonly WalletId[] {
  const more = writings.filter(({ command }) => command.kind !== "debit");
  if (more.length === 0) return [];
  const customers = new Set(more.map(({ command }) => command.customerId));
  return [...booksOf].flatMap(([id, { customerId }]) => (customers.has(customerId) ? [id] : []));
}

function walletColumns(
  deltas: readonly (readonly [WalletId, WalletDelta])[],
  { booksOf }: Merged,
): readonly Param[] {
  const rows = deltas.map(([id, delta]) => {
    const books = known(booksOf.get(id), id);
    const { lastBookedAt } = known(books.wallets.get(id), id);
    const changes = { next: nextChangeAt(books, id), limited: hasLimited(books, id) };
    return { id, delta, lastBookedAt, ...changes };
  });
  return [
    plainColumn(rows, ({ id }) => id),
    plainColumn(rows, ({ delta }) => creditsText(delta.available)),
    plainColumn(rows, ({ delta }) => creditsText(delta.held)),
    plainColumn(rows, ({ delta }) => creditsText(delta.pending)),
    plainColumn(rows, ({ delta }) => creditsText(delta.overage)),
    plainColumn(rows, ({ delta }) => delta.touched),
    plainColumn(rows, ({ lastBookedAt }) => lastBookedAt && instantText(lastBookedAt)),
    plainColumn(rows, ({ next }) => next && instantText(next)),
    plainColumn(rows, ({ limited }) => limited),
  ];
}

function grantColumns(
  rows: readonly { readonly grant: Grant; readonly delta: GrantDelta }[],
): readonly Param[] {
  return [
    plainColumn(rows, ({ grant }) => grant.id),
    ...GRANT_ACCOUNTS.map((account) =>
      plainColumn(rows, ({ delta }) => creditsText(delta[account])),
    ),
    plainColumn(rows, ({ grant }) => isLive(grant)),
    plainColumn(rows, ({ grant }) => grant.isPaid),
    plainColumn(rows, ({ grant }) => grant.isVoided),
    plainColumn(rows, ({ grant }) => grant.availableFrom && instantText(grant.availableFrom)),
    plainColumn(rows, ({ grant }) => grant.expiresAt && instantText(grant.expiresAt)),
  ];
}

function known<T>(thing: T | undefined, id: string): T {
  if (thing === undefined) throw new RangeError(`an entry names ${id}, which no books hold`);
  return thing;
}

type WalletDelta = Record<"available" | "held" | "pending" | "overage", Credits> & {
  touched: number;
};
type GrantDelta = Record<GrantAccount, Credits>;

/** An entry takes its amount out of one account and puts it into another; overage counts what is owed. */
function deltasOf(writings: readonly Writing[]) {
  const wallets = new Map<WalletId, WalletDelta>();
  const grants = new Map<GrantId, GrantDelta>();
  for (const { transaction } of writings) {
    for (const { walletId } of transaction.postings) walletDelta(wallets, walletId).touched += 1;
    for (const { walletId, grantId, from, to, amount } of transaction.entries) {
      const wallet = walletDelta(wallets, walletId);
      if (grantId === null) {
        const owed = from === "overage" ? amount : minus(ZERO, amount);
        wallet.overage = plus(wallet.overage, owed);
        continue;
      }
      const grant = grantDelta(grants, grantId);
      add(grant, from, minus(ZERO, amount));
      add(grant, to, amount);
      add(wallet, from, minus(ZERO, amount));
      add(wallet, to, amount);
    }
  }
  return { wallets, grants };
}

function walletDelta(deltas: Map<WalletId, WalletDelta>, id: WalletId): WalletDelta {
  const known = deltas.get(id);
  if (known) return known;
  const fresh = { available: ZERO, held: ZERO, pending: ZERO, overage: ZERO, touched: 0 };
  deltas.set(id, fresh);
  return fresh;
}

function grantDelta(deltas: Map<GrantId, GrantDelta>, id: GrantId): GrantDelta {
  const known = deltas.get(id);
  if (known) return known;
  const fresh = {
    pending: ZERO,
    available: ZERO,
    held: ZERO,
    consumed: ZERO,
    expired: ZERO,
    voided: ZERO,
    moved: ZERO,
  };
  deltas.set(id, fresh);
  return fresh;
}

function add(figures: Partial<Record<Account, Credits>>, account: Account, amount: Credits): void {
  const before = figures[account];
  if (before !== undefined && account !== "overage") figures[account] = plus(before, amount);
}
