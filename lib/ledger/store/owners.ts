/** Whose a wallet, a grant or a transaction is: how a write reaches its customer's books. */
import type { Context } from "@/lib/context";
import { gathering } from "@/lib/db/gather";
import { readByKeys } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import {
  type CustomerId,
  type GrantId,
  type HoldId,
  idFromRow,
  idText,
  type RefillId,
  type TransactionId,
  type WalletId,
} from "@/lib/ids";
import { text } from "./rows";

export type WalletOwner = { readonly customerId: CustomerId; readonly creditUnit: string };

/** @throws DomainError `not_found` if the wallet is not the organization's. */
export async function findWalletOwner(ctx: Context, walletId: WalletId): Promise<WalletOwner> {
  const row = await findRow(walletId);
  if (row?.organization_id !== ctx.organizationId)
    throw notFound("wallet", idText("wal", walletId));
  return { customerId: idFromRow<CustomerId>(row.customer_id), creditUnit: text(row.credit_unit) };
}

/** Every debit of a wallet asks this first. */
const findRow = gathering(async (walletIds: readonly WalletId[]) => {
  const rows = await readByKeys(
    `SELECT id, organization_id, customer_id, credit_unit FROM wallet WHERE id = ANY($1::uuid[])`,
    [[...walletIds]],
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return walletIds.map((id) => rowOf.get(id));
});

/** Many at once. @throws DomainError `not_found` for the first that is not the organization's. */
export async function findWalletOwners(
  ctx: Context,
  walletIds: readonly WalletId[],
): Promise<ReadonlyMap<WalletId, WalletOwner>> {
  if (walletIds.length === 0) return new Map();
  const rows = await readByKeys(
    `SELECT id, customer_id, credit_unit FROM wallet
     WHERE id = ANY($1::uuid[]) AND organization_id = $2::uuid`,
    [[...walletIds], ctx.organizationId],
  );
  const owners = new Map(
    rows.map((row) => [
      idFromRow<WalletId>(row.id),
      { customerId: idFromRow<CustomerId>(row.customer_id), creditUnit: text(row.credit_unit) },
    ]),
  );
  const missing = walletIds.find((id) => !owners.has(id));
  if (missing) throw notFound("wallet", idText("wal", missing));
  return owners;
}

/** The currency that what is given to a wallet is told in. @throws DomainError `not_found`. */
export async function findWalletCurrency(ctx: Context, walletId: WalletId): Promise<string> {
  const [row] = await readByKeys(
    `SELECT currency FROM wallet WHERE id = $1::uuid AND organization_id = $2::uuid`,
    [walletId, ctx.organizationId],
  );
  if (!row) throw notFound("wallet", idText("wal", walletId));
  return text(row.currency);
}

type Owned = { readonly table: string; readonly entity: string; readonly outer: string };

/** The customer of a row that is the organization's. @throws DomainError `not_found`. */
async function findOwner(ctx: Context, id: string, owned: Owned): Promise<CustomerId> {
  const [row] = await readByKeys(
    `SELECT customer_id FROM ${owned.table} WHERE id = $1::uuid AND organization_id = $2::uuid`,
    [id, ctx.organizationId],
  );
  if (!row) throw notFound(owned.entity, owned.outer);
  return idFromRow<CustomerId>(row.customer_id);
}

/** @throws DomainError `not_found` if the grant is not the organization's. */
export const findGrantOwner = (ctx: Context, id: GrantId): Promise<CustomerId> =>
  findOwner(ctx, id, { table: "credit_grant", entity: "grant", outer: idText("grt", id) });

/** @throws DomainError `not_found` if the transaction is not the organization's. */
export const findTransactionOwner = (ctx: Context, id: TransactionId): Promise<CustomerId> =>
  findOwner(ctx, id, {
    table: "ledger_transaction",
    entity: "transaction",
    outer: idText("ltx", id),
  });

/** @throws DomainError `not_found` if the hold is not the organization's. */
export const findHoldOwner = (ctx: Context, id: HoldId): Promise<CustomerId> =>
  findOwner(ctx, id, { table: "credit_hold", entity: "hold", outer: idText("hld", id) });

/** @throws DomainError `not_found` if the refill is not the organization's. */
export const findRefillOwner = (ctx: Context, id: RefillId): Promise<CustomerId> =>
  findOwner(ctx, id, { table: "wallet_refill", entity: "refill", outer: idText("rfl", id) });

/** Where a wallet is at home: its customer and zone, its currency, the decimals its unit is shown with. */
export type WalletHome = {
  readonly customerId: CustomerId;
  readonly currency: string;
  readonly zone: string;
  readonly places: number;
};

/** @throws DomainError `not_found` if the wallet is not the organization's. */
export async function findWalletHome(ctx: Context, walletId: WalletId): Promise<WalletHome> {
  const [row] = await readByKeys(
    `SELECT w.customer_id, w.currency, c.timezone, u.precision FROM wallet AS w
     JOIN customer AS c ON c.id = w.customer_id
     JOIN credit_unit AS u ON u.organization_id = w.organization_id AND u.code = w.credit_unit
     WHERE w.id = $1::uuid AND w.organization_id = $2::uuid`,
    [walletId, ctx.organizationId],
  );
  if (!row) throw notFound("wallet", idText("wal", walletId));
  return {
    customerId: idFromRow<CustomerId>(row.customer_id),
    currency: text(row.currency),
    zone: text(row.timezone),
    places: row.precision as number,
  };
}
