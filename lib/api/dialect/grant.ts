/** Credits in a wallet, with what became of them; the dialect's credit grant has fewer keys. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import type { RefillView } from "@/lib/ledger/schema/refill";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { AmountText } from "../amounts";
import { AuditKeys, auditKeys } from "./audit";
import { RECURRENCE_WORDS, recurrenceName } from "./periods";

const ResetDialect = z.object({ min: AmountText, max: AmountText });

export const GrantDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    wallet_id: z.string(),
    name: z.string(),
    grant_type: z.enum(["prepaid", "promotional", "committed"]),
    source: z.string(),
    grant_status: z.string(),
    is_awaiting_payment: z.boolean(),
    amount: AmountText,
    credits: AmountText,
    pending: AmountText,
    available: AmountText,
    held: AmountText,
    consumed: AmountText,
    expired: AmountText,
    voided: AmountText,
    moved: AmountText,
    effective_at: z.string(),
    expires_at: z.string().nullable(),
    priority: z.int(),
    burn_order: z.int().nullable(),
    cost_total: AmountText,
    currency: z.string(),
    feature_ids: z.array(z.string()),
    parent_grant_id: z.string().nullable(),
    /** The refill that it came of; another one like it comes each period. */
    refill_id: z.string().nullable(),
    /** What is kept at its end, and until when; null: it lapses. */
    rollover: z
      .object({
        mode: z.enum(["all", "cap", "percent"]),
        cap: AmountText.nullable(),
        percent: AmountText.nullable(),
        expires_at: z.string().nullable(),
      })
      .nullable(),
    /** A reset leaves min(max, max(min, left)); null: nothing. */
    on_reset: ResetDialect.nullable(),
    cadence: z.enum(["ONETIME", "RECURRING"]),
    scope: z.literal("WALLET"),
    addon_id: z.null(),
    plan_id: z.null(),
    subscription_id: z.null(),
    conversion_rate: z.null(),
    topup_conversion_rate: z.null(),
    /** These three are told of one grant of a refill, not in lists. */
    credit_grant_anchor: z.string().nullable(),
    period: z.enum(RECURRENCE_WORDS).nullable(),
    period_count: z.int().nullable(),
    expiration_type: z.enum(["NEVER", "DATE"]),
    expiration_duration: z.null(),
    expiration_duration_unit: z.null(),
    start_date: z.string(),
    end_date: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
  })
  .meta({ id: "CreditGrant" });
export type GrantDialect = z.infer<typeof GrantDialect>;

const TYPES = { PREPAID: "prepaid", PROMOTIONAL: "promotional", COMMITTED: "committed" } as const;

export const grantDialect = (
  ctx: Context,
  grant: GrantView,
  refill: RefillView | null = null,
): GrantDialect => ({
  ...auditKeys(ctx, grant),
  id: grant.id,
  wallet_id: grant.walletId,
  name: grant.name,
  grant_type: TYPES[grant.category],
  source: grant.source,
  grant_status: grant.status,
  is_awaiting_payment: grant.isAwaitingPayment,
  amount: grant.amount,
  credits: grant.amount,
  pending: grant.pending,
  available: grant.available,
  held: grant.held,
  consumed: grant.consumed,
  expired: grant.expired,
  voided: grant.voided,
  moved: grant.moved,
  effective_at: grant.effectiveAt,
  expires_at: grant.expiresAt,
  priority: grant.priority,
  burn_order: grant.burnOrder,
  cost_total: grant.costTotal,
  currency: grant.currency,
  feature_ids: grant.featureIds,
  parent_grant_id: grant.parentGrantId,
  refill_id: grant.refillId,
  rollover: rolloverDialect(grant.rollover),
  on_reset: grant.onReset,
  cadence: grant.refillId === null ? "ONETIME" : "RECURRING",
  scope: "WALLET",
  addon_id: null,
  plan_id: null,
  subscription_id: null,
  conversion_rate: null,
  topup_conversion_rate: null,
  credit_grant_anchor: refill?.anchorAt ?? null,
  period: refill && recurrenceName(refill.period),
  period_count: refill?.periodCount ?? null,
  expiration_type: grant.expiresAt === null ? "NEVER" : "DATE",
  expiration_duration: null,
  expiration_duration_unit: null,
  start_date: grant.effectiveAt,
  end_date: grant.expiresAt,
  metadata: {},
});

const rolloverDialect = (rollover: GrantView["rollover"]): GrantDialect["rollover"] =>
  rollover && {
    mode: rollover.mode,
    cap: rollover.cap,
    percent: rollover.percent,
    expires_at: rollover.expiresAt,
  };
