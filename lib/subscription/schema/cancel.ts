/** What a cancellation comes to beside the subscription's own state. */
import * as z from "zod";
import { FeeReturnView } from "./change";

const InvoiceName = z.object({ id: z.string(), number: z.string().nullable() });

export const ClosingView = z.object({
  /** When it ends. */
  endsAt: z.iso.datetime().nullable(),
  /** The plan's credits that are left; cancelled now, they are voided or kept. */
  unspentCredits: z.string(),
  /** Given back of fees in credits, to what paid them; what went back to the plan's own credits ends with those. */
  returned: z.array(FeeReturnView),
  /** The closing invoice; null: nothing is asked or given back now. */
  invoice: InvoiceName.extend({
    lines: z.array(z.object({ kind: z.string(), description: z.string(), amount: z.string() })),
    total: z.string(),
  }).nullable(),
  currency: z.string(),
  /** Given back of fees for time that was not used. */
  credited: z.string(),
  /** What the closing invoice owes the customer: it waits for the next ones. */
  carried: z.string(),
  /** Whether an invoice is to come that takes it; if not, a refund is proposed. */
  isCarriedOn: z.boolean(),
  /** Invoices that were not paid, so that nothing, or less, of their fees is given back. */
  unpaid: z.array(InvoiceName),
});
export type ClosingView = z.infer<typeof ClosingView>;

/** Money that waits for a customer's next invoices. */
export const WaitingMoneyView = z.object({
  amount: z.string(),
  currency: z.string(),
  /** Whether an invoice is to come that takes it; if not, a refund is proposed. */
  isCarriedOn: z.boolean(),
});
export type WaitingMoneyView = z.infer<typeof WaitingMoneyView>;

export const CancelPreview = ClosingView.extend({ fingerprint: z.string() });
export type CancelPreview = z.infer<typeof CancelPreview>;
