/** The figures of wallets and grants that a batch changed: deltas, summed from the entries. */
import type { Param } from "@/lib/db/tx";
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
import { column, issuedIn, type Merged, type Writing } from "./writing";

/** The parts that update; parameters 48 to 69. */
export const BOOK_FIGURES = `wallets AS (
    UPDATE wallet SET available = wallet.available + d.available, held = wallet.held + d.held,
      pending = wallet.pending + d.pending, overage = wallet.overage + d.overage,
      seq = wallet.seq + d.touched, booked_at = d.booked_at, next_change_at = d.next_change_at,
      has_limited = d.has_limited
    FROM unnest($48::uuid[], $49::numeric[], $50::numeric[], $51::numeric[], $52::numeric[],
      $53::bigint[], $54::timestamptz[], $55::timestamptz[], $56::boolean[])
      AS d (id, available, held, pending, overage, touched, booked_at, next_change_at, has_limited)
    WHERE wallet.id = d.id
  ), grants AS (
    UPDATE credit_grant AS g SET pending = g.pending + d.pending, available = g.available + d.available,
      held = g.held + d.held, consumed = g.consumed + d.consumed, expired = g.expired + d.expired,
      voided = g.voided + d.voided, moved = g.moved + d.moved, live = d.live, is_paid = d.is_paid,
      is_voided = d.is_voided, available_from = d.available_from, expires_at = d.expires_at
    FROM unnest($57::uuid[], $58::numeric[], $59::numeric[], $60::numeric[],
      $61::numeric[], $62::numeric[], $63::numeric[], $64::numeric[], $65::boolean[],
      $66::boolean[], $67::boolean[], $68::timestamptz[], $69::timestamptz[])
      AS d (id, pending, available, held, consumed, expired, voided, moved, live, is_paid,
        is_voided, available_from, expires_at)
    WHERE g.id = d.id
  )`;

/**
 * The columns of `BOOK_FIGURES`. Grants of this batch are inserted with their figures, not updated.
 * One can change without an entry, paid for before its start: its wallet learns when that is.
 */
export function figureColumns(
  writings: readonly Writing[],
  { books, old }: { readonly books: Merged; readonly old: Merged },
): readonly Param[] {
  const { wallets, grants } = deltasOf(writings);
  const issued = issuedIn(writings);
  const changed = [...books.grants.values()].filter(
    (grant) => !issued.has(grant.id) && old.grants.get(grant.id) !== grant,
  );
  for (const { walletId } of changed) walletDelta(wallets, walletId);
  return [
    ...walletColumns([...wallets], books),
    ...grantColumns(changed.map((grant) => ({ grant, delta: grantDelta(grants, grant.id) }))),
  ];
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
    column(rows, ({ id }) => id),
    column(rows, ({ delta }) => creditsText(delta.available)),
    column(rows, ({ delta }) => creditsText(delta.held)),
    column(rows, ({ delta }) => creditsText(delta.pending)),
    column(rows, ({ delta }) => creditsText(delta.overage)),
    column(rows, ({ delta }) => delta.touched),
    column(rows, ({ lastBookedAt }) => lastBookedAt?.toISOString() ?? null),
    column(rows, ({ next }) => next?.toISOString() ?? null),
    column(rows, ({ limited }) => limited),
  ];
}

function grantColumns(
  rows: readonly { readonly grant: Grant; readonly delta: GrantDelta }[],
): readonly Param[] {
  return [
    column(rows, ({ grant }) => grant.id),
    ...GRANT_ACCOUNTS.map((account) => column(rows, ({ delta }) => creditsText(delta[account]))),
    column(rows, ({ grant }) => isLive(grant)),
    column(rows, ({ grant }) => grant.isPaid),
    column(rows, ({ grant }) => grant.isVoided),
    column(rows, ({ grant }) => grant.availableFrom?.toISOString() ?? null),
    column(rows, ({ grant }) => grant.expiresAt?.toISOString() ?? null),
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
    ...{ pending: ZERO, available: ZERO, held: ZERO, consumed: ZERO },
    ...{ expired: ZERO, voided: ZERO, moved: ZERO },
  };
  deltas.set(id, fresh);
  return fresh;
}

function add(figures: Partial<Record<Account, Credits>>, account: Account, amount: Credits): void {
  const before = figures[account];
  if (before !== undefined && account !== "overage") figures[account] = plus(before, amount);
}
