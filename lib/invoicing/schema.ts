import * as z from "zod";
import { CustomerId, PackId, SubscriptionId } from "@/lib/ids";
import { FiguresView } from "@/lib/ledger/schema";
import { orNone, PositiveCredits, PositiveMoney } from "@/lib/money/schema";
import { Instant, Metadata, plainLines, plainText, Reason, Reference } from "@/lib/text/schema";
import { LINE_KINDS } from "./rules/invoice-lines";
import { INVOICE_STATUSES, PAYMENT_STATUSES } from "./rules/invoice-status";

const terms = {
  reference: Reference,
  name: plainText(120).default(""),
  reason: plainLines(500).default(""),
  /** A fixed end, exclusive; at most one of the two. Neither: never. */
  expiresAt: Instant.nullable().default(null),
  /** A term that starts when the credits become usable. */
  expiresAfterDays: z.int().min(1).max(3660).nullable().default(null),
  /** Lower burns first; null: the pack's own, else normal. */
  priority: z.int().min(0).max(1000).nullable().default(null),
  /** Refuses with `stale_preview` unless the outcome is the previewed one. */
  fingerprint: z.string().max(200).optional(),
  /** The caller's own notes. */
  metadata: Metadata.optional(),
};

/** When bought credits can be used: once the invoice is paid, or before. */
export const AVAILABILITIES = ["on_payment", "at_once"] as const;
const availability = z.enum(AVAILABILITIES).default("on_payment");

export const TopUpInput = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("free"), credits: PositiveCredits, ...terms }),
    z.object({
      kind: z.literal("bought"),
      /** Exactly one of the two; the other follows from the wallet's top-up rate. */
      credits: orNone(PositiveCredits).default(null),
      money: orNone(PositiveMoney).default(null),
      availability,
      ...terms,
    }),
    z.object({
      kind: z.literal("pack"),
      packId: PackId,
      /** Pieces of it. */
      quantity: z
        .int("Enter a whole number")
        .min(1, "At least one piece")
        .max(1_000_000, "At most 1,000,000")
        .default(1),
      availability,
      ...terms,
    }),
  ])
  .refine((input) => input.expiresAt === null || input.expiresAfterDays === null, {
    path: ["expiresAt"],
    message: "Either a fixed end or a term in days",
  })
  .refine(
    (input) => input.kind !== "bought" || (input.credits === null) !== (input.money === null),
    { path: ["credits"], message: "Enter either credits or money" },
  );
export type TopUpInput = z.output<typeof TopUpInput>;
export type TopUpFields = z.input<typeof TopUpInput>;

export const PAYMENT_METHODS = ["bank_transfer", "card", "cash", "check", "other"] as const;

export const PaymentInput = z.object({
  status: z.enum(["SUCCEEDED", "FAILED"]).default("SUCCEEDED"),
  /** Null: all that is due. */
  amount: orNone(PositiveMoney).default(null),
  method: z.enum(PAYMENT_METHODS).default("other"),
  /** The payer's or processor's own name for it: recorded once. */
  reference: Reference.nullable().default(null),
  note: plainLines(500).default(""),
});
export type PaymentInput = z.output<typeof PaymentInput>;
export type PaymentFields = z.input<typeof PaymentInput>;

export const VoidInvoiceInput = z.object({ reason: Reason });
export type VoidInvoiceInput = z.output<typeof VoidInvoiceInput>;

export const INVOICE_TYPES = ["SUBSCRIPTION", "CREDIT", "ONE_OFF"] as const;
export type InvoiceType = (typeof INVOICE_TYPES)[number];

export const InvoiceLineView = z.object({
  id: z.string(),
  position: z.int(),
  kind: z.enum(LINE_KINDS),
  description: z.string(),
  chargeId: z.string().nullable(),
  featureId: z.string().nullable(),
  grantId: z.string().nullable(),
  quantity: z.string(),
  unitAmount: z.string(),
  amount: z.string(),
  credits: z.string().nullable(),
  periodStart: z.iso.datetime().nullable(),
  periodEnd: z.iso.datetime().nullable(),
});
export type InvoiceLineView = z.infer<typeof InvoiceLineView>;

export const PaymentView = z.object({
  id: z.string(),
  amount: z.string(),
  currency: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  method: z.string(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  at: z.iso.datetime(),
});
export type PaymentView = z.infer<typeof PaymentView>;

/** An invoice as a list shows it; amounts are decimal text in `currency`. */
export const InvoiceRow = z.object({
  id: z.string(),
  /** Null only of one that was never finalised. */
  number: z.string().nullable(),
  status: z.enum(INVOICE_STATUSES),
  paymentStatus: z.enum(PAYMENT_STATUSES),
  type: z.string(),
  billingReason: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  customerExternalId: z.string(),
  subscriptionId: z.string().nullable(),
  currency: z.string(),
  subtotal: z.string(),
  discount: z.string(),
  creditsApplied: z.string(),
  tax: z.string(),
  total: z.string(),
  paid: z.string(),
  /** Total less what was paid; nothing once void. */
  due: z.string(),
  description: z.string().nullable(),
  reference: z.string().nullable(),
  /** The customer's own number of their order, as it was at the issue. */
  poNumber: z.string().nullable(),
  /** In which its days are told: the subscription's, else the organization's. */
  zone: z.string(),
  periodStart: z.iso.datetime().nullable(),
  periodEnd: z.iso.datetime().nullable(),
  issuedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  paidAt: z.iso.datetime().nullable(),
  voidedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type InvoiceRow = z.infer<typeof InvoiceRow>;

export const InvoiceView = InvoiceRow.extend({
  lines: z.array(InvoiceLineView),
  payments: z.array(PaymentView),
});
export type InvoiceView = z.infer<typeof InvoiceView>;

/** The wallets it touched and their figures after it, in credits. */
const Wallets = z.array(z.object({ walletId: z.string(), figures: FiguresView }));

export const TopUpView = z.object({
  transactionId: z.string(),
  grantId: z.string().nullable(),
  walletId: z.string(),
  customerId: z.string(),
  credits: z.string(),
  /** Net price; `0` for free credits. */
  price: z.string(),
  currency: z.string(),
  /** Waits for payment. */
  isPending: z.boolean(),
  wallets: Wallets,
  invoice: InvoiceView.nullable(),
  /** This reference acted before; nothing was done now. */
  replayed: z.boolean(),
});
export type TopUpView = z.infer<typeof TopUpView>;

/** What a top-up would do; nothing was changed. */
export const TopUpPreview = z.object({
  credits: z.string(),
  price: z.string(),
  currency: z.string(),
  isPending: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
  wallets: Wallets,
  lines: z.array(z.object({ description: z.string(), amount: z.string() })),
  fingerprint: z.string(),
});
export type TopUpPreview = z.infer<typeof TopUpPreview>;

export const InvoiceQuery = z.object({
  customerId: CustomerId.nullable().default(null),
  subscriptionId: SubscriptionId.nullable().default(null),
  status: z.enum(INVOICE_STATUSES).nullable().default(null),
  /** Only open ones that are a day past their time: one has all of the day to pay. */
  isOverdue: z.boolean().default(false),
  type: z.enum(INVOICE_TYPES).nullable().default(null),
  /** Part of the number, or of the customer's name or external id. */
  search: z.string().trim().max(200).default(""),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(500).nullable().default(null),
  offset: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(1000).default(50),
});
export type InvoiceQuery = z.output<typeof InvoiceQuery>;
export type InvoiceQueryFields = z.input<typeof InvoiceQuery>;

export type InvoicePage = {
  readonly items: readonly InvoiceRow[];
  readonly total: number;
  readonly nextCursor: string | null;
};
