/** What the ledger takes and tells; isomorphic, shared by forms, actions and REST. */
import * as z from "zod";
import { FeatureId } from "@/lib/ids";
import { type Credits, MOST_CREDITS, parseCredits, ZERO } from "@/lib/money/credits";
import { type Money, parseMoney } from "@/lib/money/money";
import { REASON_CODES } from "./rules/command";

// U+0000 cannot be stored, and half a surrogate pair is no text.
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Text that PostgreSQL can keep. */
const storable = (schema: z.ZodString) =>
  schema.refine((text) => !UNSTORABLE.test(text), "Contains characters that cannot be stored");

/** The caller's own name for an operation. */
export const Reference = storable(z.string().trim().min(1).max(200));

/** Credits as people type them and JSON carries them: a plain decimal, nine places at most. */
const CreditsText = z
  .string()
  .trim()
  .transform((text, issue): Credits => {
    const amount = parseCredits(text.replaceAll(",", ""));
    if (amount !== undefined) return amount;
    issue.addIssue({
      code: "custom",
      message: "Enter an amount such as 12.5, with at most nine decimals",
    });
    return z.NEVER;
  });

const withinBounds = (amount: Credits) => amount <= MOST_CREDITS;

/** What a command may move: above zero, at most 10^15. */
export const PositiveCredits = CreditsText.refine(
  (amount) => amount > ZERO,
  "Enter an amount above zero",
).refine(withinBounds, "Enter at most 1,000,000,000,000,000");

const CreditsOrZero = CreditsText.refine((amount) => amount >= ZERO, "Enter zero or more").refine(
  withinBounds,
  "Enter at most 1,000,000,000,000,000",
);

const PositiveMoney = z
  .string()
  .trim()
  .transform((text, issue): Money => {
    const rate = parseMoney(text);
    if (rate !== undefined && rate > 0n) return rate;
    issue.addIssue({ code: "custom", message: "Enter a rate above zero, such as 0.01" });
    return z.NEVER;
  });

export const Reason = storable(
  z.string().trim().min(3, "Say why, in at least 3 characters").max(500, "At most 500 characters"),
);

/** A manual debit as it is asked for (SEMANTICS 4.1). */
export const DebitInput = z.object({
  amount: PositiveCredits,
  reasonCode: z.enum(REASON_CODES),
  reason: Reason,
  /** Asking twice under one name debits once. */
  reference: Reference,
  /** What the person was shown; the debit is refused if it would do something else. */
  fingerprint: z.string().max(64).optional(),
});
export type DebitInput = z.output<typeof DebitInput>;
export type DebitFields = z.input<typeof DebitInput>;

/** A debit by customer, over all wallets of the unit that may pay. */
export const CustomerDebitInput = DebitInput.extend({
  creditUnit: storable(z.string().min(1).max(50)),
  featureId: FeatureId.nullable().default(null),
  member: storable(z.string().min(1).max(200)).nullable().default(null),
  onShortage: z.enum(["REFUSE", "CAP", "OVERAGE"]).optional(),
});
export type CustomerDebitInput = z.output<typeof CustomerDebitInput>;

export const DebitPreviewInput = DebitInput.pick({ amount: true });
export type DebitPreviewInput = z.output<typeof DebitPreviewInput>;

export const VoidGrantInput = z.object({
  /** Absent: all that is unspent. */
  amount: PositiveCredits.nullable().default(null),
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
  name: storable(z.string().trim().min(1).max(120)),
  /** Absent: the organization's. */
  creditUnit: storable(z.string().trim().min(1).max(50)).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "A currency such as USD")
    .optional(),
  conversionRate: PositiveMoney.optional(),
  topupConversionRate: PositiveMoney.optional(),
  priority: z.int().min(0).max(10_000).default(50),
  featureIds: z.array(FeatureId).max(100).default([]),
  shortagePolicy: z.enum(["REFUSE", "CAP", "OVERAGE"]).default("REFUSE"),
  overageLimit: CreditsOrZero.nullable().default(null),
  lowBalanceAt: CreditsOrZero.nullable().default(null),
  metadata: z.record(z.string().max(100), z.string().max(1000)).default({}),
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

export const BookedView = z.object({
  transactionId: z.string(),
  isReplayed: z.boolean(),
  amount: z.string(),
  dropped: z.string(),
  overage: z.string(),
  lapsed: z.string(),
  invoiced: z.string(),
  grantId: z.string().nullable(),
  draws: z.array(DrawView),
  wallets: z.array(z.object({ walletId: z.string(), figures: FiguresView })),
  fingerprint: z.string(),
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
