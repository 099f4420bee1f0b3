import * as z from "zod";
import type { Context } from "@/lib/context";
import type { FiguresView } from "@/lib/ledger/schema";
import type { GrantView, WalletView } from "@/lib/ledger/schema/wallet";
import { AmountText } from "../amounts";
import { AuditKeys, auditKeys } from "./audit";
import { sumText, worthText } from "./decimals";

/** A wallet's five figures, always apart, in credits; the same object wherever they are told. */
export const FiguresDialect = z
  .object({
    available: AmountText,
    held: AmountText,
    balance: AmountText,
    pending: AmountText,
    overage: AmountText,
  })
  .meta({ id: "Figures" });

const Breakdown = z.object({ free: z.string(), purchased: z.string() });

const WalletKeys = {
  ...AuditKeys,
  id: z.string(),
  customer_id: z.string(),
  name: z.string(),
  description: z.string(),
  credit_unit: z.string(),
  currency: z.string(),
  conversion_rate: AmountText,
  topup_conversion_rate: AmountText,
  wallet_status: z.enum(["active", "frozen", "closed"]),
  wallet_type: z.literal("PRE_PAID"),
  /** Money: the credits at the conversion rate. */
  balance: AmountText,
  credit_balance: AmountText,
  real_time_balance: AmountText,
  real_time_credit_balance: AmountText,
  credits_available_breakdown: Breakdown.nullable(),
  figures: FiguresDialect,
  priority: z.int(),
  feature_ids: z.array(z.string()),
  shortage_policy: z.enum(["REFUSE", "CAP", "OVERAGE"]),
  overage_limit: z.string().nullable(),
  next_expiry: z.object({ at: z.string(), credits: z.string() }).nullable(),
  low_balance_at: z.string().nullable(),
  alert_state: z.enum(["ok", "in_alarm"]),
  alert_settings: z.null(),
  auto_topup: z.null(),
  config: z.null(),
  metadata: z.record(z.string(), z.unknown()),
};

export const WalletDialect = z.object(WalletKeys).meta({ id: "Wallet" });
export type WalletDialect = z.infer<typeof WalletDialect>;

export const WalletBalanceDialect = z
  .object({
    ...WalletKeys,
    balance_updated_at: z.string(),
    current_period_usage: z.string().nullable(),
    unpaid_invoices_amount: z.string().nullable(),
    is_cached_fallback: z.boolean(),
  })
  .meta({ id: "WalletBalance" });

const STATUSES = { ACTIVE: "active", FROZEN: "frozen", CLOSED: "closed" } as const;

export function walletDialect(ctx: Context, wallet: WalletView): WalletDialect {
  const { figures, conversionRate } = wallet;
  const worth = worthText(figures.balance, conversionRate);
  return {
    ...auditKeys(ctx, { createdAt: wallet.createdAt }),
    id: wallet.id,
    customer_id: wallet.customerId,
    name: wallet.name,
    description: "",
    credit_unit: wallet.creditUnit,
    currency: wallet.currency,
    conversion_rate: conversionRate,
    topup_conversion_rate: wallet.topupConversionRate,
    wallet_status: STATUSES[wallet.status],
    wallet_type: "PRE_PAID",
    balance: worth,
    credit_balance: figures.balance,
    real_time_balance: worth,
    real_time_credit_balance: figures.balance,
    credits_available_breakdown: null,
    figures,
    priority: wallet.priority,
    feature_ids: wallet.featureIds,
    shortage_policy: wallet.shortagePolicy,
    overage_limit: wallet.overageLimit,
    next_expiry: wallet.nextExpiry && {
      at: wallet.nextExpiry.at,
      credits: wallet.nextExpiry.amount,
    },
    low_balance_at: wallet.lowBalanceAt,
    alert_state: wallet.isLow ? "in_alarm" : "ok",
    alert_settings: null,
    auto_topup: null,
    config: null,
    metadata: wallet.metadata,
  };
}

/** Exact at the instant of the read: nothing is cached. */
export function walletBalanceDialect(
  ctx: Context,
  wallet: WalletView,
  grants: readonly GrantView[],
) {
  const available = (isFree: boolean) =>
    sumText(
      grants
        .filter(({ category }) => (category === "PROMOTIONAL") === isFree)
        .map((grant) => grant.available),
    );
  return {
    ...walletDialect(ctx, wallet),
    credits_available_breakdown: { free: available(true), purchased: available(false) },
    balance_updated_at: ctx.at.toISOString(),
    current_period_usage: null,
    unpaid_invoices_amount: null,
    is_cached_fallback: false,
  };
}

export const balancesDialect = (
  wallets: readonly { readonly walletId: string; readonly figures: FiguresView }[],
) => wallets.map(({ walletId, figures }) => ({ wallet_id: walletId, ...figures }));

export const BalancesDialect = z.array(FiguresDialect.extend({ wallet_id: z.string() }));
