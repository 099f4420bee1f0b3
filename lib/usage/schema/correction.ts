/** Corrections of events: less was used than was sent, or nothing at all. */
import * as z from "zod";
import { QuantityText } from "@/lib/money/schema";
import { Reason, Reference } from "@/lib/text/schema";
import { MoneyAmount } from "./event";

export const CorrectionInput = z
  .object({
    /** What the event is to count for, less than it does; null: it is voided. */
    quantity: QuantityText.refine(
      (quantity) => quantity > 0n,
      "Enter a quantity above zero, or void the event",
    ).nullable(),
    isVoid: z.boolean(),
    reason: Reason,
    reference: Reference,
    /** What the person was shown; refused if it would do something else. */
    fingerprint: z.string().max(64).optional(),
  })
  .refine(({ quantity, isVoid }) => (quantity === null) === isVoid, {
    path: ["quantity"],
    message: "Either a quantity, or void",
  });
export type CorrectionInput = z.output<typeof CorrectionInput>;

export const CorrectionView = z.object({
  eventId: z.string(),
  isVoid: z.boolean(),
  quantityBefore: z.string(),
  quantityAfter: z.string(),
  /** Given back, what lapsed of it included. */
  creditsBack: z.string(),
  /** Of it: what came back to grants that had ended. */
  lapsed: z.string(),
  /** Not given back, for an invoice has it: a credit note is proposed. */
  invoiced: z.string(),
  /** Of prices in money: what the invoice to come asks less. */
  owedBack: z.array(MoneyAmount),
  /** An invoice has asked for it: it stays as it is, and a credit note is proposed. */
  creditNotes: z.array(
    MoneyAmount.extend({
      invoiceId: z.string().nullable(),
      invoiceNumber: z.string().nullable(),
    }),
  ),
  transactionIds: z.array(z.string()),
  fingerprint: z.string(),
  /** True if this reference acted before: the rest is the first answer. */
  isReplayed: z.boolean(),
});
export type CorrectionView = z.infer<typeof CorrectionView>;

/** A correction as the event's history tells it. */
export const PastCorrection = CorrectionView.omit({ isReplayed: true, fingerprint: true }).extend({
  at: z.iso.datetime(),
  by: z.string(),
  reason: z.string(),
});
export type PastCorrection = z.infer<typeof PastCorrection>;
