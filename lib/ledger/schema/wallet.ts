/** What reads tell of wallets and their grants. */
import * as z from "zod";
import { FiguresView } from "../schema";
import { ResetView, RolloverView } from "./refill";

export const WalletView = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  creditUnit: z.string(),
  currency: z.string(),
  /** Money per credit. */
  conversionRate: z.string(),
  topupConversionRate: z.string(),
  priority: z.number(),
  featureIds: z.array(z.string()),
  shortagePolicy: z.enum(["REFUSE", "CAP", "OVERAGE"]),
  overageLimit: z.string().nullable(),
  status: z.enum(["ACTIVE", "FROZEN", "CLOSED"]),
  /** Exact at the instant of the read. */
  figures: FiguresView,
  lowBalanceAt: z.string().nullable(),
  isLow: z.boolean(),
  /** The next end of credits that can be spent, and how many end then. */
  nextExpiry: z.object({ at: z.string(), amount: z.string() }).nullable(),
  metadata: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
});
export type WalletView = z.infer<typeof WalletView>;

export const WalletPage = z.object({
  items: z.array(WalletView),
  nextCursor: z.string().nullable(),
});
export type WalletPage = z.infer<typeof WalletPage>;

/** The five figures of a customer in one credit unit, over all wallets. */
export const BalanceView = z.object({ creditUnit: z.string(), figures: FiguresView });
export type BalanceView = z.infer<typeof BalanceView>;

export const GRANT_STATUSES = ["pending", "active", "used_up", "expired", "voided"] as const;

export const GrantView = z.object({
  id: z.string(),
  walletId: z.string(),
  name: z.string(),
  category: z.enum(["PREPAID", "PROMOTIONAL", "COMMITTED"]),
  source: z.string(),
  status: z.enum(GRANT_STATUSES),
  /** Waits for a payment, not only for its start. */
  isAwaitingPayment: z.boolean(),
  priority: z.number(),
  /** Its place among the wallet's spendable grants, from 1; null if it cannot be spent. */
  burnOrder: z.number().nullable(),
  amount: z.string(),
  pending: z.string(),
  available: z.string(),
  held: z.string(),
  consumed: z.string(),
  expired: z.string(),
  voided: z.string(),
  moved: z.string(),
  effectiveAt: z.string(),
  expiresAt: z.string().nullable(),
  costTotal: z.string(),
  currency: z.string(),
  featureIds: z.array(z.string()),
  parentGrantId: z.string().nullable(),
  /** The refill that it came of. */
  refillId: z.string().nullable(),
  /** What is kept of it at its end, and until when; null: it lapses. */
  rollover: RolloverView.extend({ expiresAt: z.string().nullable() }).nullable(),
  /** What a reset leaves of it; null: nothing. */
  onReset: ResetView.nullable(),
  createdAt: z.string(),
});
export type GrantView = z.infer<typeof GrantView>;
