/** Invoices found by the dialect's search. */
import * as z from "zod";
import type { Condition } from "@/lib/db/search";
import { CustomerId, InvoiceId, SubscriptionId } from "@/lib/ids";
import { INVOICE_FIELDS, searchInvoices } from "@/lib/invoicing/reads/search";
import { INVOICE_STATUSES, PAYMENT_STATUSES } from "@/lib/invoicing/rules/invoice-status";
import { INVOICE_TYPES } from "@/lib/invoicing/schema";
import { MoneyOrZero } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { INVOICE_STATUS_NAMES, InvoiceDialect, invoiceRowDialect } from "./dialect/invoice";
import { InstantText, listOf } from "./fields";
import { type Route, route } from "./route";
import { foundList, oneOf, SearchKeys, searchOf, wordsOf } from "./search";

/** Each word of the dialect stands for one or several statuses here. */
const STATUSES = Object.fromEntries(
  Object.values(INVOICE_STATUS_NAMES).map((word) => [
    word,
    INVOICE_STATUSES.filter((status) => INVOICE_STATUS_NAMES[status] === word),
  ]),
);
const PAYMENTS = {
  ...Object.fromEntries(PAYMENT_STATUSES.map((status) => [status, [status]])),
  // The dialect's; no invoice here is ever any of them.
  INITIATED: [],
  OVERPAID: [],
  PARTIALLY_REFUNDED: [],
};
const TYPES = Object.fromEntries(INVOICE_TYPES.map((type) => [type, [type]]));

const F = INVOICE_FIELDS;
const FIELDS = {
  id: { field: F.id, id: InvoiceId },
  invoice_number: { field: F.number },
  customer_id: { field: F.customerId, id: CustomerId },
  external_customer_id: { field: F.customerExternalId },
  subscription_id: { field: F.subscriptionId, id: SubscriptionId },
  invoice_status: { field: F.status, words: STATUSES },
  payment_status: { field: F.paymentStatus, words: PAYMENTS },
  invoice_type: { field: F.type, words: TYPES },
  currency: { field: F.currency },
  total: { field: F.total },
  amount_due: { field: F.total },
  amount_paid: { field: F.paid },
  amount_remaining: { field: F.due },
  period_start: { field: F.periodStart },
  period_end: { field: F.periodEnd },
  issue_date: { field: F.issuedAt },
  due_date: { field: F.dueAt },
  paid_at: { field: F.paidAt },
  created_at: { field: F.createdAt },
  updated_at: { field: F.updatedAt },
};

const Body = z.strictObject({
  ...SearchKeys,
  customer_id: CustomerId.nullish(),
  external_customer_id: z.string().max(255).nullish(),
  subscription_id: SubscriptionId.nullish(),
  invoice_ids: z.array(InvoiceId).max(1000).nullish(),
  invoice_status: z
    .array(z.enum(Object.keys(STATUSES)))
    .max(10)
    .nullish(),
  payment_status: z
    .array(z.enum(Object.keys(PAYMENTS)))
    .max(20)
    .nullish(),
  invoice_type: z.enum(INVOICE_TYPES).nullish(),
  amount_due_gt: amountText(MoneyOrZero).nullish(),
  amount_remaining_gt: amountText(MoneyOrZero).nullish(),
  period_start_gte: InstantText.nullish(),
  period_start_lte: InstantText.nullish(),
  period_end_gte: InstantText.nullish(),
  period_end_lte: InstantText.nullish(),
  status: z.literal("published").nullish(),
  // Lists tell an invoice without its lines.
  skip_line_items: z.unknown().optional(),
});

const bound = (
  field: (typeof F)[keyof typeof F],
  operator: "gt" | "gte" | "lte",
  value: string | null | undefined,
): Condition | undefined =>
  value === null || value === undefined ? undefined : { field, operator, value };

const ownOf = (body: z.output<typeof Body>) => [
  oneOf(F.customerId, body.customer_id),
  oneOf(F.customerExternalId, body.external_customer_id),
  oneOf(F.subscriptionId, body.subscription_id),
  oneOf(F.id, body.invoice_ids),
  oneOf(F.type, body.invoice_type),
  wordsOf(FIELDS.invoice_status, body.invoice_status),
  wordsOf(FIELDS.payment_status, body.payment_status),
  bound(F.total, "gt", body.amount_due_gt),
  bound(F.due, "gt", body.amount_remaining_gt),
  bound(F.periodStart, "gte", body.period_start_gte),
  bound(F.periodStart, "lte", body.period_start_lte),
  bound(F.periodEnd, "gte", body.period_end_gte),
  bound(F.periodEnd, "lte", body.period_end_lte),
];

const searchRoute = route({
  method: "post",
  path: "/invoices/search",
  scope: "invoices:read",
  summary: "Search invoices by filters, in any order",
  body: Body,
  reply: listOf(InvoiceDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const search = searchOf(body, FIELDS, ownOf(body));
    const found = await searchInvoices(ctx, search);
    return foundList(found, search, (row) => invoiceRowDialect(ctx, row));
  },
});

export const SEARCH_INVOICE_ROUTES: readonly Route[] = searchRoute;
