/** Wallets as things to find and make; their figures belong to the poster. */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { derivedId } from "@/lib/derived-id";
import { notFound } from "@/lib/errors";
import {
  type CustomerId,
  type FeatureId,
  idFromRow,
  idText,
  newId,
  type WalletId,
} from "@/lib/ids";
import { type Credits, creditsText } from "@/lib/money/credits";
import { type Money, moneyFromRow, moneyText, nanomoney } from "@/lib/money/money";
import type { ShortagePolicy } from "../rules/terms";
import { text } from "./rows";

export type NewWallet = {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly creditUnit: string;
  readonly currency: string;
  readonly conversionRate: Money;
  readonly topupRate: Money;
  readonly priority: number;
  readonly featureIds: readonly FeatureId[];
  readonly shortagePolicy: ShortagePolicy;
  readonly overageLimit: Credits | null;
  readonly lowBalanceAt: Credits | null;
  readonly metadata: unknown;
};

/** One unit of money a credit, where nobody said. */
const ONE_TO_ONE = nanomoney(1_000_000_000n);

const DEFAULT_WALLET = `SELECT id FROM wallet
  WHERE customer_id = $1::uuid AND organization_id = $2::uuid AND credit_unit = $3::text
    AND status = 'ACTIVE' AND cardinality(feature_ids) = 0
  ORDER BY priority, created_at, id LIMIT 1`;
const LOCK_CUSTOMER = `SELECT organization.currency, organization.default_credit_unit AS credit_unit,
    (SELECT coalesce(jsonb_object_agg(code, conversion_rate::text), '{}') FROM credit_unit
      WHERE organization_id = organization.id) AS credit_units
  FROM customer JOIN organization ON organization.id = customer.organization_id
  WHERE customer.id = $1::uuid AND customer.organization_id = $2::uuid
  FOR NO KEY UPDATE OF customer`;
const INSERT_WALLET = `INSERT INTO wallet (id, organization_id, customer_id, name, credit_unit, currency,
    conversion_rate, topup_conversion_rate, priority, feature_ids, shortage_policy, overage_limit,
    low_balance_at, metadata, created_at, asked_hash)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::numeric, $8::numeric,
    $9::int, $10::uuid[], $11::shortage_policy, $12::numeric, $13::numeric, $14::jsonb,
    $15::timestamptz, $16::text)
  ON CONFLICT (id) DO NOTHING RETURNING id`;
/** Of a wallet that kept no hash, by its terms as they are now. */
const IS_SAME_WALLET = `SELECT CASE WHEN asked_hash IS NOT NULL
    THEN customer_id = $3::uuid AND asked_hash = $16::text
    ELSE customer_id = $3::uuid AND name = $4::text AND credit_unit = $5::text
      AND currency = $6::text AND conversion_rate = $7::numeric
      AND topup_conversion_rate = $8::numeric AND priority = $9::int
      AND feature_ids = $10::uuid[] AND shortage_policy = $11::shortage_policy
      AND overage_limit IS NOT DISTINCT FROM $12::numeric
      AND low_balance_at IS NOT DISTINCT FROM $13::numeric AND metadata = $14::jsonb
      AND created_at <= $15::timestamptz END AS is_same
  FROM wallet WHERE id = $1::uuid AND organization_id = $2::uuid`;

/**
 * The customer's wallet that credits go to when none is named: ACTIVE, of that unit, without a
 * feature list, lowest priority number, oldest; made if there is none (SEMANTICS 1.1).
 *
 * @throws DomainError `not_found` if the customer is not the organization's.
 */
export async function findOrCreateWallet(
  tx: Tx,
  ctx: Context,
  customerId: CustomerId,
  creditUnit: string,
): Promise<WalletId> {
  const find = () => tx.sql(DEFAULT_WALLET, [customerId, ctx.organizationId, creditUnit]);
  const [found] = await find();
  if (found) return idFromRow<WalletId>(found.id);
  // Whoever else is about to make it waits here, and then finds it.
  const defaults = await loadCustomerDefaults(tx, ctx, customerId);
  const [made] = await find();
  if (made) return idFromRow<WalletId>(made.id);
  const { currency } = defaults;
  const conversionRate = conversionRateOf(defaults, { creditUnit, currency });
  return insertWallet(tx, ctx, {
    customerId,
    name: "Main wallet",
    creditUnit,
    currency,
    conversionRate,
    topupRate: conversionRate,
    priority: 50,
    featureIds: [],
    shortagePolicy: "REFUSE",
    overageLimit: null,
    lowBalanceAt: null,
    metadata: {},
  });
}

export type WalletDefaults = {
  readonly currency: string;
  readonly creditUnit: string;
  /** All that the organization has, each with the money of its currency that one is worth, if told. */
  readonly creditUnits: ReadonlyMap<string, Money | null>;
};

/** The rate that a new wallet begins with: its unit's, which speaks of the organization's currency. */
export const conversionRateOf = (
  { currency, creditUnits }: WalletDefaults,
  wallet: { readonly creditUnit: string; readonly currency: string },
): Money => (wallet.currency === currency && creditUnits.get(wallet.creditUnit)) || ONE_TO_ONE;

/**
 * What a wallet takes from its organization. Locks the customer's row against others that make
 * wallets.
 *
 * @throws DomainError `not_found` if the customer is not the organization's.
 */
export async function loadCustomerDefaults(
  tx: Tx,
  ctx: Context,
  customerId: CustomerId,
): Promise<WalletDefaults> {
  const [row] = await tx.sql(LOCK_CUSTOMER, [customerId, ctx.organizationId]);
  if (!row) throw notFound("customer", idText("cus", customerId));
  return {
    currency: text(row.currency),
    creditUnit: text(row.credit_unit),
    creditUnits: new Map(
      Object.entries(row.credit_units as Record<string, string | null>).map(([code, rate]) => [
        code,
        rate === null ? null : moneyFromRow(rate),
      ]),
    ),
  };
}

export async function insertWallet(tx: Tx, ctx: Context, wallet: NewWallet): Promise<WalletId> {
  const id = newId<WalletId>();
  await tx.sql(INSERT_WALLET, parametersOf(ctx, { id, wallet, askedHash: null }));
  return id;
}

/** The id that a reference always gives, no two callers' alike. */
export const walletIdUnder = (ctx: Context, reference: string): WalletId =>
  derivedId(["wallet", ctx.organizationId, ctx.origin, reference]);

/** A wallet under an id of its own, and what was asked for when it was opened. */
type Opening = {
  readonly id: WalletId;
  readonly wallet: NewWallet;
  readonly askedHash: string | null;
};

/**
 * Makes the wallet of this id, unless there is one.
 *
 * @returns `other` if something else was asked for when the one that is there was opened.
 */
export async function insertWalletOnce(
  tx: Tx,
  ctx: Context,
  opening: Opening,
): Promise<"made" | "known" | "other"> {
  const parameters = parametersOf(ctx, opening);
  const [made] = await tx.sql(INSERT_WALLET, parameters);
  if (made) return "made";
  const [known] = await tx.sql(IS_SAME_WALLET, parameters);
  return known?.is_same === true ? "known" : "other";
}

const parametersOf = (ctx: Context, { id, wallet, askedHash }: Opening) => [
  id,
  ctx.organizationId,
  wallet.customerId,
  wallet.name,
  wallet.creditUnit,
  wallet.currency,
  moneyText(wallet.conversionRate),
  moneyText(wallet.topupRate),
  wallet.priority,
  [...wallet.featureIds],
  wallet.shortagePolicy,
  wallet.overageLimit === null ? null : creditsText(wallet.overageLimit),
  wallet.lowBalanceAt === null ? null : creditsText(wallet.lowBalanceAt),
  JSON.stringify(wallet.metadata),
  ctx.at.toISOString(),
  askedHash,
];
