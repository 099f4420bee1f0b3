import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { joinClock } from "@/lib/customer/store";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type WalletId } from "@/lib/ids";
import { plus, ZERO } from "@/lib/money/credits";
import type { Wallet } from "../rules/books";
import type { BalanceView, WalletPage, WalletView } from "../schema/wallet";
import { instant, text, WALLET_COLUMNS, walletFromRow } from "../store/rows";
import { figuresView, type WalletRow, walletView } from "../view";
import { loadExactBooks } from "./exact-books";

const COLUMNS = `${WALLET_COLUMNS}, name, currency, conversion_rate::text AS conversion_rate,
  topup_conversion_rate::text AS topup_conversion_rate, low_balance_at::text AS low_balance_at,
  metadata, coalesce(next_change_at <= coalesce(now_at, $1::timestamptz), false) AS is_due,
  expiry.at AS expiry_at, expiry.amount AS expiry_amount`;
const FROM = `wallet ${joinClock("wallet.customer_id")} LEFT JOIN LATERAL (
    SELECT expires_at AS at, sum(available)::text AS amount FROM credit_grant
    WHERE wallet_id = wallet.id AND live AND available > 0
      AND expires_at > coalesce(now_at, $1::timestamptz)
    GROUP BY expires_at ORDER BY expires_at LIMIT 1
  ) AS expiry ON true`;

export async function findWallet(
  ctx: Context,
  walletId: WalletId,
): Promise<WalletView | undefined> {
  const rows = await readSql(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE id = $2::uuid AND organization_id = $3::uuid`,
    [ctx.at, walletId, ctx.organizationId],
  );
  const [wallet] = await viewsOf(ctx, rows);
  return wallet;
}

/** A customer's wallets, in the order they pay. */
export async function listCustomerWallets(
  ctx: Context,
  customerId: CustomerId,
): Promise<readonly WalletView[]> {
  const rows = await readSql(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE customer_id = $2::uuid AND organization_id = $3::uuid
     ORDER BY priority, created_at, id`,
    [ctx.at, customerId, ctx.organizationId],
  );
  return viewsOf(ctx, rows);
}

/**
 * The organization's wallets, newest first.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listWallets(
  ctx: Context,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<WalletPage> {
  const after = cursor === null ? null : readCursor(cursor);
  const rows = await readSql(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE organization_id = $2::uuid
       AND ($3::timestamptz IS NULL OR (wallet.created_at, wallet.id) < ($3::timestamptz, $4::uuid))
     ORDER BY wallet.created_at DESC, wallet.id DESC LIMIT $5::int + 1`,
    [ctx.at, ctx.organizationId, after?.key ?? null, after?.id ?? null, limit],
  );
  const last = rows[limit - 1];
  return {
    items: await viewsOf(ctx, rows.slice(0, limit)),
    nextCursor:
      rows.length > limit && last
        ? cursorText({ key: instant(last.created_at).toISOString(), id: text(last.id) })
        : null,
  };
}

/** The five figures of a customer, summed over wallets, by credit unit. */
export async function listBalances(
  ctx: Context,
  customerId: CustomerId,
): Promise<readonly BalanceView[]> {
  const [books] = await loadExactBooks(ctx, [customerId]);
  const sums = new Map<string, Pick<Wallet, "available" | "held" | "pending" | "overage">>();
  for (const wallet of books?.wallets.values() ?? []) {
    const sum = sums.get(wallet.creditUnit);
    sums.set(wallet.creditUnit, {
      available: plus(sum?.available ?? ZERO, wallet.available),
      held: plus(sum?.held ?? ZERO, wallet.held),
      pending: plus(sum?.pending ?? ZERO, wallet.pending),
      overage: plus(sum?.overage ?? ZERO, wallet.overage),
    });
  }
  return [...sums].map(([creditUnit, sum]) => ({ creditUnit, figures: figuresView(sum) }));
}

/** Stored figures hold until `next_change_at`; past it, they are worked out from the grants. */
async function viewsOf(ctx: Context, rows: readonly Row[]): Promise<WalletView[]> {
  const due = rows.filter(({ is_due }) => is_due === true);
  const customers = due.map(({ customer_id }) => idFromRow<CustomerId>(customer_id));
  const exact = new Map(
    (await loadExactBooks(ctx, customers)).flatMap(({ wallets }) => [...wallets]),
  );
  return rows.map((row) => {
    const stored = walletFromRow(row);
    return walletView({ ...tellingFromRow(row), wallet: exact.get(stored.id) ?? stored });
  });
}

const tellingFromRow = (row: Row): Omit<WalletRow, "wallet"> => ({
  customerId: idFromRow<CustomerId>(row.customer_id),
  name: text(row.name),
  currency: text(row.currency),
  conversionRate: text(row.conversion_rate),
  topupConversionRate: text(row.topup_conversion_rate),
  lowBalanceAt: row.low_balance_at === null ? null : text(row.low_balance_at),
  nextExpiry:
    row.expiry_at === null ? null : { at: instant(row.expiry_at), amount: text(row.expiry_amount) },
  metadata: row.metadata as Record<string, unknown>,
});
