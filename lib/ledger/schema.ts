/** What the ledger takes and tells; isomorphic, shared by forms, actions and REST. */
import * as z from "zod";
import { FeatureId } from "@/lib/ids";
import { CreditsOrZero, CurrencyCode, PositiveCredits, PositiveMoney } from "@/lib/money/schema";
import { Metadata, plainText, Reason, Reference, storable } from "@/lib/text/schema";
import { REASON_CODES } from "./rules/terms";

/** A manual debit as it is asked for (SEMANTICS 4.1). */
export const DebitInput = z.object({
  amount: PositiveCredits,
  reasonCode: z.enum(REASON_CODES),
  reason: Reason,
  /** Asking twice under one name debits once. */
  reference: Reference,
  /** What the person was shown; the debit is refused if it would do something else. */
  fingerprint: z.string().max(64).optional(),
  /** The caller's own notes. */
  metadata: Metadata.optional(),
});
export type DebitInput = z.output<typeof DebitInput>;
export type DebitFields = z.input<typeof DebitInput>;

/** A debit by customer, over all wallets of the unit that may pay. */
export const CustomerDebitInput = DebitInput.extend({
  creditUnit: plainText(50).min(1),
  featureId: FeatureId.nullable().default(null),
  member: storable(200).min(1).nullable().default(null),
  onShortage: z.enum(["REFUSE", "CAP", "OVERAGE"]).optional(),
});
export type CustomerDebitInput = z.output<typeof CustomerDebitInput>;

export const DebitPreviewInput = DebitInput.pick({ amount: true });
export type DebitPreviewInput = z.output<typeof DebitPreviewInput>;

export const VoidGrantInput = z.object({
  /** Absent: all that is unspent. */
  amount: PositiveCredits.nullable().default(null),
  /** Ends the holds on the grant first; else what is held stays held. */
  force: z.boolean().optional(),
  reason: Reason,
  reference: Reference,
  fingerprint: z.string().max(64).optional(),
});
export type VoidGrantInput = z.output<typeof VoidGrantInput>;

export const ReverseInput = z.object({
  /** Absent: all that is left to give back. */
  amount: PositiveCredits.nullable().default(null),
  reason: Reason,
  reference: Reference,
  /** Credits of ended grants come back as a new grant of so many days instead of lapsing. */
  restoreDays: z.int().min(1).max(3650).nullable().default(null),
  fingerprint: z.string().max(64).optional(),
});
export type ReverseInput = z.output<typeof ReverseInput>;

export const CreateWalletInput = z.object({
  name: plainText(120).min(1, "Enter a name"),
  /** Absent: the organization's. */
  creditUnit: plainText(50).min(1).optional(),
  currency: CurrencyCode.optional(),
  conversionRate: PositiveMoney.optional(),
  topupConversionRate: PositiveMoney.optional(),
  priority: z.int().min(0).max(10_000).default(50),
  featureIds: z.array(FeatureId).max(100).default([]),
  shortagePolicy: z.enum(["REFUSE", "CAP", "OVERAGE"]).default("REFUSE"),
  overageLimit: CreditsOrZero.nullable().default(null),
  lowBalanceAt: CreditsOrZero.nullable().default(null),
  metadata: Metadata.default({}),
});
export type CreateWalletInput = z.output<typeof CreateWalletInput>;
export type CreateWalletFields = z.input<typeof CreateWalletInput>;

export const FiguresView = z.object({
  available: z.string(),
  held: z.string(),
  balance: z.string(),
  pending: z.string(),
  overage: z.string(),
});
export type FiguresView = z.infer<typeof FiguresView>;

export const DrawView = z.object({
  grantId: z.string(),
  walletId: z.string(),
  amount: z.string(),
  decidedBy: z.string(),
});
export type DrawView = z.infer<typeof DrawView>;

/** What a command would do to one grant: where credits of it would be more than before. */
export const GrantChangeView = z.object({
  grantId: z.string(),
  walletId: z.string(),
  name: z.string(),
  expiresAt: z.string().nullable(),
  /** The command makes it. */
  isNew: z.boolean(),
  /** By account, such as `held` or `voided`. */
  moves: z.array(z.object({ to: z.string(), amount: z.string() })),
  availableAfter: z.string(),
  heldAfter: z.string(),
});
export type GrantChangeView = z.infer<typeof GrantChangeView>;

export const HoldChangeView = z.object({
  holdId: z.string(),
  state: z.enum(["open", "captured", "released", "expired"]),
  heldBefore: z.string(),
  heldAfter: z.string(),
  /** Exclusive: by then it is captured or released, or ends by itself. */
  expiresAt: z.string(),
});
export type HoldChangeView = z.infer<typeof HoldChangeView>;

/** All that a previewed command would change. */
export const ChangesView = z.object({
  at: z.string(),
  wallets: z.array(z.object({ walletId: z.string(), before: FiguresView, after: FiguresView })),
  grants: z.array(GrantChangeView),
  holds: z.array(HoldChangeView),
  /** More than a quarter of what a wallet has available leaves it: the amount is to be typed again. */
  isLarge: z.boolean(),
});
export type ChangesView = z.infer<typeof ChangesView>;

export const BookedView = z.object({
  transactionId: z.string(),
  isReplayed: z.boolean(),
  amount: z.string(),
  dropped: z.string(),
  overage: z.string(),
  lapsed: z.string(),
  invoiced: z.string(),
  grantId: z.string().nullable(),
  /** The hold that was placed, captured or released. */
  holdId: z.string().nullable(),
  /** Of holds: what went back to its grants, lapsed or not. */
  released: z.string(),
  draws: z.array(DrawView),
  wallets: z.array(z.object({ walletId: z.string(), figures: FiguresView })),
  fingerprint: z.string(),
  /** Of a preview only. */
  changes: ChangesView.optional(),
});
export type BookedView = z.infer<typeof BookedView>;

/** One grant in the preview of a debit. */
export const PreviewedGrantView = z.object({
  grantId: z.string(),
  name: z.string(),
  category: z.enum(["PREPAID", "PROMOTIONAL", "COMMITTED"]),
  source: z.string(),
  priority: z.number(),
  expiresAt: z.string().nullable(),
  /** Its place in the burn order, from 1. */
  order: z.number(),
  available: z.string(),
  takes: z.string(),
  leftAfter: z.string(),
  /** `limited`: may pay for some features only, so not for this. */
  effect: z.enum(["drawn", "used_up", "untouched", "limited"]),
  /** Which step of the burn order put it before the next one; null if nothing is taken. */
  decidedBy: z.string().nullable(),
});
export type PreviewedGrantView = z.infer<typeof PreviewedGrantView>;

export const DebitPreviewView = z.object({
  walletId: z.string(),
  at: z.string(),
  amount: z.string(),
  taken: z.string(),
  dropped: z.string(),
  overage: z.string(),
  before: FiguresView,
  after: FiguresView,
  grants: z.array(PreviewedGrantView),
  /** Why it would be refused; null if it would not. */
  refusal: z
    .object({ code: z.string(), message: z.string(), shortfall: z.string().nullable() })
    .nullable(),
  /** Sent with the debit, it is refused if the wallet has moved meanwhile. */
  fingerprint: z.string().nullable(),
});
export type DebitPreviewView = z.infer<typeof DebitPreviewView>;
