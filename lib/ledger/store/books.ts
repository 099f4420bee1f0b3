/** Reads customers' books, locked for a batch or as they stand for a preview. */
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, GrantId, WalletId } from "@/lib/ids";
import type { Books, Grant, OverageLot, Wallet } from "../rules/books";
import { byBurnOrder } from "../rules/burn-order";
import { type Asking, booksKey } from "./asking";
import { loadCut } from "./cut";
import { loadHolds } from "./holds";
import { withMembers } from "./members";
import { loadPast, type PastRows } from "./past";
import { loadRefills } from "./refills";
import {
  GRANT_COLUMNS,
  grantFromRow,
  LOT_COLUMNS,
  lotFromRow,
  WALLET_COLUMNS,
  walletFromRow,
} from "./rows";

export type LoadedBooks = ReadonlyMap<string, Books>;

const LOCK_WALLETS = `SELECT ${WALLET_COLUMNS} FROM wallet
  WHERE customer_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`;
const READ_WALLETS = `SELECT ${WALLET_COLUMNS} FROM wallet WHERE customer_id = ANY($1::uuid[])`;
const LIVE_GRANTS = `SELECT ${GRANT_COLUMNS} FROM credit_grant
  WHERE wallet_id = ANY($1::uuid[]) AND live`;
const LAPSED_GRANTS = `SELECT ${GRANT_COLUMNS} FROM credit_grant
  WHERE wallet_id = ANY($1::uuid[]) AND NOT live AND expires_at > $2::timestamptz
    AND expires_at <= $3::timestamptz AND expired > 0`;
const NAMED_GRANTS = `SELECT ${GRANT_COLUMNS} FROM credit_grant
  WHERE id = ANY($1::uuid[]) AND wallet_id = ANY($2::uuid[]) AND NOT live`;
/** Used-up grants that a reset may fill up to their least. */
const SPENT_GRANTS = `SELECT ${GRANT_COLUMNS} FROM credit_grant
  WHERE wallet_id = ANY($1::uuid[]) AND NOT live AND life ? 'min' AND NOT is_voided`;
const OPEN_LOTS = `SELECT ${LOT_COLUMNS} FROM overage_lot WHERE wallet_id = ANY($1::uuid[]) AND live`;

/** Locks the wallets of the customers named, ids ascending: the one lock of the ledger. */
export const lockWallets = (tx: Tx, askings: readonly Asking[]) =>
  readWallets(tx, LOCK_WALLETS, askings);

/** The same without a lock, for a preview. */
export const findWallets = (tx: Tx, askings: readonly Asking[]) =>
  readWallets(tx, READ_WALLETS, askings);

/** A customer's wallets, and how often the books of each were written. */
export type Owned = {
  readonly customerId: CustomerId;
  readonly wallets: Map<WalletId, Wallet>;
  readonly versions: Map<WalletId, number>;
};
export type WalletsOf = ReadonlyMap<string, Owned>;

async function readWallets(
  tx: Tx,
  statement: string,
  askings: readonly Asking[],
): Promise<WalletsOf> {
  const walletsOf = new Map<string, Owned>();
  for (const asking of askings) {
    const { customerId } = asking.command;
    walletsOf.set(booksKey(asking), { customerId, wallets: new Map(), versions: new Map() });
  }
  const customers = new Set(askings.map(({ command }) => command.customerId));
  for (const row of await tx.sql(statement, [[...customers]])) {
    const wallet = walletFromRow(row);
    const owned = walletsOf.get(`${row.organization_id}/${row.customer_id}`);
    owned?.wallets.set(wallet.id, wallet);
    owned?.versions.set(wallet.id, Number(row.version));
  }
  return walletsOf;
}

/** What is known of some customers without a read. */
const NOTHING: LoadedBooks = new Map();

/** Reads what the commands need to know of the wallets: after the lock, each in a statement of its own. */
export async function loadBooks(
  tx: Tx,
  walletsOf: WalletsOf,
  askings: readonly Asking[],
  recalled: LoadedBooks = NOTHING,
): Promise<LoadedBooks> {
  return withMembers(tx, await loadUnread(tx, walletsOf, askings, recalled), askings);
}

async function loadUnread(
  tx: Tx,
  walletsOf: WalletsOf,
  askings: readonly Asking[],
  recalled: LoadedBooks,
): Promise<LoadedBooks> {
  if (recalled.size === 0) return readBooks(tx, walletsOf, askings);
  if (recalled.size === walletsOf.size) return recalled;
  const unread = new Map([...walletsOf].filter(([key]) => !recalled.has(key)));
  const asked = askings.filter((asking) => unread.has(booksKey(asking)));
  return new Map([...recalled, ...(await readBooks(tx, unread, asked))]);
}

async function readBooks(
  tx: Tx,
  walletsOf: WalletsOf,
  askings: readonly Asking[],
): Promise<LoadedBooks> {
  const wallets = [...walletsOf.values()].flatMap((owned) => [...owned.wallets.values()]);
  const ids = wallets.map(({ id }) => id);
  const past = await loadPast(tx, askings, ids);
  const grants = await loadGrants(tx, askings, { wallets, past });
  const lots = await loadLots(tx, wallets, past);
  const holds = await loadHolds(tx, wallets, askings);
  const refills = byWallet(await loadRefills(tx, wallets, askings));

  const books = new Map<string, Books>();
  const grantsOf = byWallet(grants);
  const lotsOf = byWallet(lots);
  for (const [key, { customerId, wallets: mine }] of walletsOf) {
    const own = [...mine.keys()];
    books.set(key, {
      customerId,
      wallets: mine,
      holds: holds.get(key) ?? new Map(),
      lots: new Map(own.flatMap((id) => lotsOf.get(id) ?? []).map((lot) => [lot.id, lot])),
      refills: new Map(
        own.flatMap((id) => refills.get(id) ?? []).map((refill) => [refill.id, refill]),
      ),
      past: new Map([...past.transactions].filter(([, { owner }]) => owner === key)),
      ...orderGrants(
        mine,
        own.flatMap((id) => grantsOf.get(id) ?? []),
      ),
    });
  }
  return books;
}

function byWallet<T extends { readonly walletId: WalletId }>(things: readonly T[]) {
  const groups = new Map<WalletId, T[]>();
  for (const thing of things) {
    const group = groups.get(thing.walletId);
    if (group) group.push(thing);
    else groups.set(thing.walletId, [thing]);
  }
  return groups;
}

function orderGrants(wallets: ReadonlyMap<WalletId, Wallet>, grants: readonly Grant[]) {
  const payers = grants.flatMap((grant) => {
    const wallet = wallets.get(grant.walletId);
    return wallet ? [{ wallet, grant }] : [];
  });
  payers.sort(byBurnOrder);
  return {
    grants: new Map(payers.map(({ grant }) => [grant.id, grant])),
    burnOrder: payers.map(({ grant }) => grant.id),
  };
}

async function loadGrants(
  tx: Tx,
  askings: readonly Asking[],
  { wallets, past }: { wallets: readonly Wallet[]; past: PastRows },
): Promise<readonly Grant[]> {
  const ids = wallets.map(({ id }) => id);
  const rows = [...(await tx.sql(LIVE_GRANTS, [ids]))];
  const until = latestBooking(wallets);
  const since = earliestLateUse(askings, until);
  if (since && until && since < until) {
    const span = [since.toISOString(), until.toISOString()];
    rows.push(...(await tx.sql(LAPSED_GRANTS, [ids, ...span])));
  }
  const reset = askings.flatMap(({ command }) =>
    command.kind === "reset" ? [command.walletId] : [],
  );
  if (reset.length > 0) rows.push(...(await tx.sql(SPENT_GRANTS, [reset])));
  const named = [...new Set([...askings.flatMap(namedGrants), ...past.grantIds])];
  if (named.length > 0) rows.push(...(await tx.sql(NAMED_GRANTS, [named, ids])));
  const grants = [...new Map(rows.map((row) => [row.id, row])).values()].map(grantFromRow);
  return since ? loadCut(tx, grants) : grants;
}

const namedGrants = ({ command }: Asking): readonly GrantId[] =>
  "grantId" in command ? [command.grantId] : [];

/** Whether a debit names a use that was paid, or could have been, by what has lapsed since. */
export function isLateIn({ command, at }: Asking, { wallets }: Owned): boolean {
  if (command.kind !== "debit") return false;
  const late = command.parts.filter((part) => part.eventId !== null || part.at < at);
  if (late.length === 0) return false;
  const latest = latestBooking([...wallets.values()]);
  return latest !== undefined && late.some((part) => part.at < latest);
}

/**
 * The oldest use of the debits asked for that is older than its asking, or an event's that is older
 * than what is booked; undefined if none is.
 */
function earliestLateUse(askings: readonly Asking[], until: Date | undefined): Date | undefined {
  let since: Date | undefined;
  for (const { command, at } of askings) {
    if (command.kind !== "debit") continue;
    for (const part of command.parts) {
      const isLate = part.at < at || (part.eventId !== null && until && part.at < until);
      if (isLate && (since === undefined || part.at < since)) since = part.at;
    }
  }
  return since;
}

/** Nothing has lapsed on the books after it, so used-up grants that end later need no look. */
function latestBooking(wallets: readonly Wallet[]): Date | undefined {
  let latest: Date | undefined;
  for (const { lastBookedAt } of wallets) {
    if (lastBookedAt && (latest === undefined || lastBookedAt > latest)) latest = lastBookedAt;
  }
  return latest;
}

async function loadLots(
  tx: Tx,
  wallets: readonly Wallet[],
  past: PastRows,
): Promise<readonly OverageLot[]> {
  const owing = wallets.filter(({ overage }) => overage > 0n).map(({ id }) => id);
  const open = owing.length > 0 ? (await tx.sql(OPEN_LOTS, [owing])).map(lotFromRow) : [];
  const named = new Map(past.lots.map((lot) => [lot.id, lot]));
  return [...open.filter(({ id }) => !named.has(id)), ...named.values()];
}
