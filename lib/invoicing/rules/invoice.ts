/** Invoices and payments as rows hold them; amounts in billionths, in the invoice's currency. */
import type {
  CustomerId,
  GrantId,
  InvoiceId,
  InvoiceLineId,
  PaymentId,
  SubscriptionId,
} from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";
import type { InvoiceLine } from "./invoice-lines";
import type { InvoiceStatus, PaymentStatus } from "./invoice-status";

/** What is asked to be invoiced; the number and the standing come with the issue. */
export type InvoiceDraft = {
  readonly id: InvoiceId;
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId | null;
  readonly type: "SUBSCRIPTION" | "CREDIT" | "ONE_OFF";
  /** Such as `subscription_create`, `subscription_cycle`, `credit_purchase`. */
  readonly billingReason: string;
  readonly currency: string;
  readonly period: Period | null;
  readonly description: string | null;
  /** Unique per organization: issuing twice is impossible. */
  readonly reference: string;
  readonly lines: readonly InvoiceLine[];
};

export type Invoice = {
  readonly id: InvoiceId;
  /** In which its days are told: the subscription's, else the organization's. */
  readonly zone: string;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly customerExternalId: string;
  readonly subscriptionId: SubscriptionId | null;
  readonly number: string | null;
  readonly status: InvoiceStatus;
  readonly paymentStatus: PaymentStatus;
  readonly type: string;
  readonly billingReason: string;
  readonly currency: string;
  readonly period: Period | null;
  readonly subtotal: Money;
  readonly discount: Money;
  readonly creditsApplied: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly paid: Money;
  readonly description: string | null;
  readonly reference: string | null;
  /** The customer's own number of their order, as it was at the issue. */
  readonly poNumber: string | null;
  readonly issuedAt: Date | null;
  readonly dueAt: Date | null;
  readonly paidAt: Date | null;
  readonly voidedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type StoredLine = InvoiceLine & { readonly id: InvoiceLineId; readonly position: number };

export type Payment = {
  readonly id: PaymentId;
  readonly amount: Money;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly method: string;
  readonly reference: string | null;
  readonly note: string | null;
  readonly at: Date;
};

/** A grant that a line of an invoice pays for. */
export type PaidGrant = {
  readonly id: GrantId;
  readonly amount: Credits;
  /** What was asked for it. */
  readonly cost: Money;
  readonly isPaid: boolean;
};

/** `INV-2026-000042`: gapless per organization and year of issue. */
export const invoiceNumber = (year: number, index: number): string =>
  `INV-${year}-${String(index).padStart(6, "0")}`;
