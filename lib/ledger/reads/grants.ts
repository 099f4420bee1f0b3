import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import type { GrantId, WalletId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import type { Books, Grant } from "../rules/books";
import type { GrantView } from "../schema/wallet";
import { findGrantOwner, findWalletOwner } from "../store/owners";
import { GRANT_COLUMNS, grantFromRow } from "../store/rows";
import { grantView } from "../view";
import { loadExactBooks } from "./exact-books";

/** How many grants that are over are shown after the live ones. */
const MOST_ENDED = 200;

/**
 * A wallet's grants as they are now: the live ones in burn order, then those that wait, then
 * the latest that are over.
 *
 * @throws DomainError `not_found` if the wallet is not the organization's.
 */
export async function listGrants(ctx: Context, walletId: WalletId): Promise<readonly GrantView[]> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  const { at } = await onClock(ctx, customerId);
  const [books] = await loadExactBooks(ctx, [customerId]);
  const live = (books ? inBurnOrder(books) : []).filter((grant) => grant.walletId === walletId);
  const rows = await readSql(
    `SELECT ${GRANT_COLUMNS} FROM credit_grant WHERE wallet_id = $1::uuid AND NOT live
     ORDER BY created_at DESC, id DESC LIMIT $2::int`,
    [walletId, MOST_ENDED],
  );
  const isOver = ({ available, pending, held }: Grant) =>
    available === ZERO && pending === ZERO && held === ZERO;
  const spendable = live.filter(({ available }) => available > ZERO);
  return [
    ...spendable.map((grant, index) => grantView(grant, at, index + 1)),
    ...live
      .filter((grant) => grant.available === ZERO)
      .sort((a, b) => Number(isOver(a)) - Number(isOver(b)))
      .map((grant) => grantView(grant, at, null)),
    ...rows.map((row) => grantView(grantFromRow(row), at, null)),
  ];
}

/**
 * Those of a wallet's grants that are named, as they are now, over or not, in no order.
 *
 * @throws DomainError `not_found` if the wallet is not the organization's.
 */
export async function listGrantsNamed(
  ctx: Context,
  walletId: WalletId,
  ids: readonly GrantId[],
): Promise<readonly GrantView[]> {
  if (ids.length === 0) return [];
  const { customerId } = await findWalletOwner(ctx, walletId);
  const { at } = await onClock(ctx, customerId);
  const [books] = await loadExactBooks(ctx, [customerId]);
  const rows = await readSql(
    `SELECT ${GRANT_COLUMNS} FROM credit_grant WHERE wallet_id = $1::uuid AND id = ANY($2::uuid[])`,
    [walletId, [...ids]],
  );
  return rows
    .map(grantFromRow)
    .map((grant) => grantView(books?.grants.get(grant.id) ?? grant, at, null));
}

/** @throws DomainError `not_found` if the grant is not the organization's. */
export async function findGrant(ctx: Context, grantId: GrantId): Promise<GrantView> {
  const customerId = await findGrantOwner(ctx, grantId);
  const { at } = await onClock(ctx, customerId);
  const [books] = await loadExactBooks(ctx, [customerId]);
  const live = books?.grants.get(grantId);
  if (books && live) {
    const rivals = inBurnOrder(books).filter(
      ({ walletId, available }) => walletId === live.walletId && available > ZERO,
    );
    const place = rivals.findIndex(({ id }) => id === grantId);
    return grantView(live, at, place < 0 ? null : place + 1);
  }
  const [row] = await readSql(`SELECT ${GRANT_COLUMNS} FROM credit_grant WHERE id = $1::uuid`, [
    grantId,
  ]);
  if (!row) throw new RangeError("a grant vanished");
  return grantView(grantFromRow(row), at, null);
}

const inBurnOrder = ({ burnOrder, grants }: Books): readonly Grant[] =>
  burnOrder.flatMap((id) => grants.get(id) ?? []);
