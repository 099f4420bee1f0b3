import type { CustomerId, SubscriptionId } from "@/lib/ids";
import { listInvoicesUncounted } from "@/lib/invoicing/reads";
import { InvoiceQuery, type InvoiceRow } from "@/lib/invoicing/schema";
import type { CsvColumn } from "@/lib/text/csv";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";

const COLUMNS: readonly CsvColumn<InvoiceRow>[] = [
  ["id", ({ id }) => id],
  ["number", ({ number }) => number],
  ["status", ({ status }) => status.toLowerCase()],
  ["payment_status", ({ paymentStatus }) => paymentStatus.toLowerCase()],
  ["type", ({ type }) => type.toLowerCase()],
  ["billing_reason", ({ billingReason }) => billingReason.toLowerCase()],
  ["customer_id", ({ customerId }) => customerId],
  ["external_id", ({ customerExternalId }) => customerExternalId],
  ["customer", ({ customerName }) => customerName],
  ["subscription_id", ({ subscriptionId }) => subscriptionId],
  ["currency", ({ currency }) => currency],
  ["subtotal", ({ subtotal }) => subtotal],
  ["discount", ({ discount }) => discount],
  ["credits_applied", ({ creditsApplied }) => creditsApplied],
  ["tax", ({ tax }) => tax],
  ["total", ({ total }) => total],
  ["paid", ({ paid }) => paid],
  ["due", ({ due }) => due],
  ["po_number", ({ poNumber }) => poNumber],
  ["reference", ({ reference }) => reference],
  ["period_start", ({ periodStart }) => periodStart],
  ["period_end", ({ periodEnd }) => periodEnd],
  ["issued_at", ({ issuedAt }) => issuedAt],
  ["due_at", ({ dueAt }) => dueAt],
  ["paid_at", ({ paidAt }) => paidAt],
  ["voided_at", ({ voidedAt }) => voidedAt],
  ["created_at", ({ createdAt }) => createdAt],
];

const currencyOf = ({ currency }: InvoiceRow) => currency;

/** A line an invoice; what stands on it is on its own page. */
export const INVOICES = exportList({
  name: "Invoices",
  permission: "invoice:read",
  stored: InvoiceQuery.extend({
    customerId: storedId<CustomerId>().nullable().default(null),
    subscriptionId: storedId<SubscriptionId>().nullable().default(null),
  }),
  columns: COLUMNS,
  totals: { total: currencyOf, paid: currencyOf, due: currencyOf },
  writtenAt: ({ createdAt }) => createdAt,
  page: (ctx, query: InvoiceQuery, place) => listInvoicesUncounted(ctx, { ...query, ...place }),
});
