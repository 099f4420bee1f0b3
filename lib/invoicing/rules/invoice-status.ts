/** How an invoice moves: DRAFT → OPEN → PAID, or VOID, UNCOLLECTIBLE (SEMANTICS 10.1). */
import { addMoney, type Money, NO_MONEY, subtractMoney } from "@/lib/money/money";

export const INVOICE_STATUSES = ["DRAFT", "OPEN", "PAID", "VOID", "UNCOLLECTIBLE"] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export const PAYMENT_STATUSES = [
  "PENDING",
  "PROCESSING",
  "SUCCEEDED",
  "FAILED",
  "REFUNDED",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What paying and voiding must know of an invoice. */
export type Payable = {
  readonly status: InvoiceStatus;
  readonly total: Money;
  readonly paid: Money;
};

export type Standing = { readonly status: InvoiceStatus; readonly paymentStatus: PaymentStatus };

export const dueOf = ({ total, paid }: Payable): Money => subtractMoney(total, paid);

/** Where a finalised invoice stands: one that asks for nothing is paid. */
export const standingAtIssue = (total: Money): Standing =>
  total > NO_MONEY
    ? { status: "OPEN", paymentStatus: "PENDING" }
    : { status: "PAID", paymentStatus: "SUCCEEDED" };

export const mayBePaid = ({ status }: Payable): boolean =>
  status === "OPEN" || status === "UNCOLLECTIBLE";

export const mayBeVoided = ({ status, paid }: Payable): boolean =>
  (status === "DRAFT" || status === "OPEN" || status === "UNCOLLECTIBLE") && paid === NO_MONEY;

/** Where a payment of `amount` leaves it: paid once nothing is due, else open still. */
export function standingAfter(invoice: Payable, amount: Money): Standing {
  const isSettled = addMoney(invoice.paid, amount) >= invoice.total;
  return isSettled
    ? { status: "PAID", paymentStatus: "SUCCEEDED" }
    : { status: invoice.status, paymentStatus: "PENDING" };
}
