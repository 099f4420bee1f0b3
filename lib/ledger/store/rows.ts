/** Readers of ledger rows: by hand, as these are the hottest rows there are. */
import type { Row } from "@/lib/db/tx";
import type { FeatureId, GrantId, OverageLotId, TransactionId, WalletId } from "@/lib/ids";
import { idFromRow } from "@/lib/ids";
import { type Credits, creditsFromRow, ZERO } from "@/lib/money/credits";
import { moneyFromRow } from "@/lib/money/money";
import type { Account, Grant, OverageLot, Wallet, WalletStatus } from "../rules/books";
import type { GrantCategory, GrantSource, ShortagePolicy } from "../rules/terms";
import { lifeFromRow } from "./life";

// The most common amount by far; skipping its parse is a tenth of a batch.
const NOTHING = "0.000000000";
const amount = (text: unknown): Credits => (text === NOTHING ? ZERO : creditsFromRow(text));

/** A nullable column: null stays null. */
export const orNull = <T>(value: unknown, read: (value: unknown) => T): T | null =>
  value === null || value === undefined ? null : read(value);

export const instant = (value: unknown): Date => value as Date;
export const text = (value: unknown): string => value as string;

/** Accounts are upper case in PostgreSQL, as its other enums are. */
export const accountFromRow = (value: unknown) => text(value).toLowerCase() as Account;
export const accountToRow = (account: Account): string => account.toUpperCase();

export const WALLET_COLUMNS = `id, organization_id, customer_id, credit_unit, priority,
  feature_ids::text[] AS feature_ids, shortage_policy::text AS shortage_policy,
  overage_limit::text AS overage_limit, status::text AS status, created_at,
  available::text AS available, held::text AS held, pending::text AS pending,
  overage::text AS overage, seq::text AS seq, version::text AS version, booked_at, has_refills`;

export const walletFromRow = (row: Row): Wallet => ({
  id: idFromRow<WalletId>(row.id),
  creditUnit: text(row.credit_unit),
  priority: row.priority as number,
  featureIds: row.feature_ids as FeatureId[],
  shortagePolicy: row.shortage_policy as ShortagePolicy,
  overageLimit: orNull(row.overage_limit, amount),
  status: row.status as WalletStatus,
  createdAt: instant(row.created_at),
  available: amount(row.available),
  held: amount(row.held),
  pending: amount(row.pending),
  overage: amount(row.overage),
  seq: Number(row.seq),
  lastBookedAt: orNull(row.booked_at, instant),
  hasRefills: row.has_refills as boolean,
});

export const GRANT_COLUMNS = `id, wallet_id, name, category::text AS category, source,
  source_reference, priority, amount::text AS amount, pending::text AS pending,
  available::text AS available, held::text AS held, consumed::text AS consumed,
  expired::text AS expired, voided::text AS voided, moved::text AS moved, is_paid, is_voided,
  available_from, effective_at, expires_at, expires_after_days, cost_total::text AS cost_total,
  currency, feature_ids::text[] AS feature_ids, parent_grant_id, life, created_at`;

export const grantFromRow = (row: Row): Grant => ({
  id: idFromRow<GrantId>(row.id),
  walletId: idFromRow<WalletId>(row.wallet_id),
  name: text(row.name),
  category: row.category as GrantCategory,
  source: row.source as GrantSource,
  sourceReference: orNull(row.source_reference, text),
  priority: row.priority as number,
  amount: amount(row.amount),
  pending: amount(row.pending),
  available: amount(row.available),
  held: amount(row.held),
  consumed: amount(row.consumed),
  expired: amount(row.expired),
  voided: amount(row.voided),
  moved: amount(row.moved),
  isPaid: row.is_paid as boolean,
  isVoided: row.is_voided as boolean,
  availableFrom: orNull(row.available_from, instant),
  effectiveAt: instant(row.effective_at),
  expiresAt: orNull(row.expires_at, instant),
  expiresAfterDays: row.expires_after_days as number | null,
  costTotal: moneyFromRow(row.cost_total),
  currency: text(row.currency),
  featureIds: row.feature_ids as FeatureId[],
  parentGrantId: orNull(row.parent_grant_id, idFromRow<GrantId>),
  life: lifeFromRow(row.life),
  cut: ZERO,
  createdAt: instant(row.created_at),
});

export const LOT_COLUMNS = `id, wallet_id, transaction_id, feature_id, charge_id,
  unit_price::text AS unit_price, currency, since, amount::text AS amount, open::text AS open,
  settled::text AS settled, invoiced::text AS invoiced, returned::text AS returned,
  cleared::text AS cleared, credited::text AS credited`;

export const lotFromRow = (row: Row): OverageLot => ({
  id: idFromRow<OverageLotId>(row.id),
  walletId: idFromRow<WalletId>(row.wallet_id),
  transactionId: idFromRow<TransactionId>(row.transaction_id),
  featureId: orNull(row.feature_id, idFromRow<FeatureId>),
  chargeId: orNull(row.charge_id, text),
  unitPrice: orNull(row.unit_price, moneyFromRow),
  currency: orNull(row.currency, text),
  since: instant(row.since),
  amount: amount(row.amount),
  open: amount(row.open),
  settled: amount(row.settled),
  invoiced: amount(row.invoiced),
  returned: amount(row.returned),
  cleared: amount(row.cleared),
  credited: amount(row.credited),
  settlements: [],
});
