/** What reads tell of transactions and their entries. */
import * as z from "zod";
import { FiguresView } from "../schema";

export const EntryView = z.object({
  transactionId: z.string(),
  position: z.number(),
  walletId: z.string(),
  grantId: z.string().nullable(),
  grantName: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  amount: z.string(),
  decidedBy: z.string().nullable(),
  isLate: z.boolean(),
  effectiveAt: z.string(),
  recordedAt: z.string(),
});
export type EntryView = z.infer<typeof EntryView>;

export const EntryPage = z.object({
  items: z.array(EntryView),
  nextCursor: z.string().nullable(),
});
export type EntryPage = z.infer<typeof EntryPage>;

export const TransactionView = z.object({
  id: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  kind: z.string(),
  origin: z.string(),
  reference: z.string(),
  /** What was granted, taken, voided or given back in all. */
  amount: z.string(),
  /** What it changed the balance by; signed. */
  change: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  featureId: z.string().nullable(),
  featureName: z.string().nullable(),
  member: z.string().nullable(),
  groupId: z.string().nullable(),
  cause: z.object({ kind: z.string(), id: z.string() }).nullable(),
  reversesId: z.string().nullable(),
  /** The caller's own notes. */
  metadata: z.record(z.string(), z.string()),
  /** What reversals have given back of it. */
  reversed: z.string(),
  canReverse: z.boolean(),
  effectiveAt: z.string(),
  recordedAt: z.string(),
  /** Its entries, in order: what moved, of which grant, and why that one. */
  entries: z.array(EntryView),
  /** Each wallet it touched, after it. */
  wallets: z.array(
    z.object({
      walletId: z.string(),
      walletName: z.string(),
      seq: z.number(),
      /** What it changed this wallet's balance by; signed. */
      change: z.string(),
      figures: FiguresView,
    }),
  ),
});
export type TransactionView = z.infer<typeof TransactionView>;

export const TransactionPage = z.object({
  items: z.array(TransactionView),
  nextCursor: z.string().nullable(),
});
export type TransactionPage = z.infer<typeof TransactionPage>;

/** A day of the ledger, whole. */
export const DayTotalView = z.object({
  /** Local, `2026-03-31`. */
  day: z.string(),
  count: z.number(),
  /** What its transactions added to balances, and what they took. */
  added: z.string(),
  taken: z.string(),
});
export type DayTotalView = z.infer<typeof DayTotalView>;

/** What a reversal would do. */
export const ReversePreviewView = z.object({
  at: z.string(),
  amount: z.string(),
  /** Of it, what comes back to grants that have ended, and so lapses at once. */
  lapsed: z.string(),
  /** What an invoice took over already: not given back, a credit note is due. */
  invoiced: z.string(),
  wallets: z.array(z.object({ walletId: z.string(), before: FiguresView, after: FiguresView })),
  /** Sent with the reversal, it is refused if it would do something else. */
  fingerprint: z.string(),
});
export type ReversePreviewView = z.infer<typeof ReversePreviewView>;
