/** What a wallet was opened with and people may change; read and written under its lock. */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, type FeatureId, idFromRow, type WalletId } from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText } from "@/lib/money/credits";
import type { WalletStatus } from "../rules/books";
import type { ShortagePolicy } from "../rules/terms";
import { orNull, text } from "./rows";

export type WalletTerms = {
  readonly name: string;
  readonly priority: number;
  readonly featureIds: readonly FeatureId[];
  readonly shortagePolicy: ShortagePolicy;
  readonly overageLimit: Credits | null;
  readonly lowBalanceAt: Credits | null;
  readonly metadata: Readonly<Record<string, unknown>>;
};

export type LockedWallet = {
  readonly customerId: CustomerId;
  readonly status: WalletStatus;
  readonly terms: WalletTerms;
};

const LOCK = `SELECT customer_id, status::text AS status, name, priority,
    feature_ids::text[] AS feature_ids, shortage_policy::text AS shortage_policy,
    overage_limit::text AS overage_limit, low_balance_at::text AS low_balance_at, metadata
  FROM wallet WHERE id = $1::uuid AND organization_id = $2::uuid FOR UPDATE`;
const SET = `UPDATE wallet SET name = $2::text, priority = $3::int, feature_ids = $4::uuid[],
    shortage_policy = $5::shortage_policy, overage_limit = $6::numeric,
    low_balance_at = $7::numeric, metadata = $8::jsonb
  WHERE id = $1::uuid`;

/** Undefined if the wallet is not the organization's. */
export async function lockWalletTerms(
  tx: Tx,
  ctx: Context,
  walletId: WalletId,
): Promise<LockedWallet | undefined> {
  const [row] = await tx.sql(LOCK, [walletId, ctx.organizationId]);
  if (!row) return undefined;
  return {
    customerId: idFromRow<CustomerId>(row.customer_id),
    status: row.status as WalletStatus,
    terms: {
      name: text(row.name),
      priority: row.priority as number,
      featureIds: row.feature_ids as FeatureId[],
      shortagePolicy: row.shortage_policy as ShortagePolicy,
      overageLimit: orNull(row.overage_limit, creditsFromRow),
      lowBalanceAt: orNull(row.low_balance_at, creditsFromRow),
      metadata: row.metadata as Record<string, unknown>,
    },
  };
}

export async function setWalletTerms(tx: Tx, walletId: WalletId, terms: WalletTerms) {
  const amount = (credits: Credits | null) => (credits === null ? null : creditsText(credits));
  await tx.sql(SET, [
    ...[walletId, terms.name, terms.priority, [...terms.featureIds], terms.shortagePolicy],
    ...[amount(terms.overageLimit), amount(terms.lowBalanceAt), JSON.stringify(terms.metadata)],
  ]);
}
