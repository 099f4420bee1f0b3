/** Invoices, and what became of their payment. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { DomainError, notFound } from "@/lib/errors";
import { CustomerId, InvoiceId, idText, SubscriptionId } from "@/lib/ids";
import { findInvoice, listInvoices } from "@/lib/invoicing/reads";
import { INVOICE_STATUSES } from "@/lib/invoicing/rules/invoice-status";
import {
  InvoiceQuery,
  type InvoiceView,
  PAYMENT_METHODS,
  PaymentInput,
  VoidInvoiceInput,
} from "@/lib/invoicing/schema";
import {
  foreseePayment,
  foreseeVoidInvoice,
  recordPaymentAsShown,
  voidInvoiceAsShown,
} from "@/lib/invoicing/writes/foresee-invoice";
import type { Foreseen } from "@/lib/ledger/foresee-write";
import { PositiveMoney } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { InvoiceDialect, invoiceDialect, invoiceRowDialect } from "./dialect/invoice";
import { BalancesDialect, balancesDialect } from "./dialect/wallet";
import { CursorQuery, IdempotencyKey, listOf } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ invoiceId: InvoiceId });

export async function invoiceNamed(ctx: Context, invoiceId: InvoiceId): Promise<InvoiceView> {
  const view = await findInvoice(ctx, invoiceId);
  if (!view) throw notFound("invoice", idText("inv", invoiceId));
  return view;
}

const listInvoicesRoute = route({
  method: "get",
  path: "/invoices",
  scope: "invoices:read",
  summary: "List invoices, newest first",
  query: CursorQuery.extend({
    customer_id: CustomerId.nullable().default(null),
    subscription_id: SubscriptionId.nullable().default(null),
    status: z.enum(INVOICE_STATUSES).nullable().default(null),
  }),
  reply: listOf(InvoiceDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { limit, offset, cursor, customer_id, subscription_id, status } = query;
    const page = await listInvoices(ctx, {
      ...InvoiceQuery.parse({ limit, offset, cursor, status }),
      customerId: customer_id,
      subscriptionId: subscription_id,
    });
    return {
      items: page.items.map((row) => invoiceRowDialect(ctx, row)),
      pagination: { total: page.total, limit, offset },
      next_cursor: page.nextCursor,
    };
  },
});

const getInvoiceRoute = route({
  method: "get",
  path: "/invoices/{invoiceId}",
  scope: "invoices:read",
  summary: "Get an invoice with its lines",
  params: Params,
  // How the dialect's clients would have use broken down: no line tells its parts here.
  query: z.object({ group_by: z.string().optional(), expand_by_source: z.string().optional() }),
  reply: InvoiceDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { invoiceId } }) =>
    invoiceDialect(ctx, await invoiceNamed(ctx, invoiceId)),
});

const PaymentBody = z
  .strictObject({
    payment_status: z.enum(["SUCCEEDED", "FAILED"]),
    amount: amountText(PositiveMoney).nullish(),
    method: z.enum(PAYMENT_METHODS).nullish(),
    note: z.string().nullish(),
    idempotency_key: IdempotencyKey.nullish(),
    fingerprint: z.string().max(64).nullish(),
  })
  .transform((body, issue) => ({
    fingerprint: body.fingerprint ?? undefined,
    payment: pour(
      PaymentInput,
      {
        status: body.payment_status,
        amount: body.amount ?? null,
        ...(body.method && { method: body.method }),
        note: body.note ?? "",
        reference: body.idempotency_key ?? null,
      },
      { issue, names: { status: "payment_status", reference: "idempotency_key" } },
    ),
  }));

/** The invoice as it would be, and the customer's wallets; sent back, the fingerprint holds the call to it. */
const InvoicePreviewDialect = z
  .object({ invoice: InvoiceDialect, balances: BalancesDialect, fingerprint: z.string() })
  .meta({ id: "InvoicePreview" });

const invoicePreview = (ctx: Context, { answer, wallets, fingerprint }: Foreseen<InvoiceView>) => ({
  invoice: invoiceDialect(ctx, answer),
  balances: balancesDialect(wallets),
  fingerprint,
});

const PAYMENT_REFUSALS = [
  "validation_error",
  "not_found",
  "invalid_state",
  "idempotency_conflict",
  "stale_preview",
] as const;

const recordPaymentRoute = route({
  method: "put",
  path: "/invoices/{invoiceId}/payment",
  scope: "invoices:write",
  summary: "Record what became of a payment; once nothing is due, bought credits become usable",
  params: Params,
  body: PaymentBody,
  reply: InvoiceDialect,
  status: 200,
  refusals: PAYMENT_REFUSALS,
  run: async (ctx, { params: { invoiceId }, body: { payment, fingerprint } }) =>
    invoiceDialect(ctx, await recordPaymentAsShown(ctx, invoiceId, payment, fingerprint)),
});

const previewPaymentRoute = route({
  method: "post",
  path: "/invoices/{invoiceId}/payment/preview",
  scope: "invoices:write",
  summary: "Preview: record what became of a payment",
  params: Params,
  body: PaymentBody,
  reply: InvoicePreviewDialect,
  status: 200,
  refusals: PAYMENT_REFUSALS,
  run: async (ctx, { params: { invoiceId }, body: { payment } }) =>
    invoicePreview(ctx, await foreseePayment(ctx, invoiceId, payment)),
});

/** The dialect's answer is a message; the invoice stands beside it. */
const InvoiceDoneDialect = InvoiceDialect.extend({ message: z.string() });

const finalizeInvoiceRoute = route({
  method: "post",
  path: "/invoices/{invoiceId}/finalize",
  scope: "invoices:write",
  summary: "Make sure that an invoice is final: each is when it is issued, so nothing changes",
  params: Params,
  reply: InvoiceDoneDialect,
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { invoiceId } }) => {
    const view = await invoiceNamed(ctx, invoiceId);
    if (view.status === "VOID" || view.status === "DRAFT") {
      const message = `An invoice that is ${view.status} is not final`;
      throw new DomainError("invalid_state", message, { entity: "invoice", state: view.status });
    }
    return { ...invoiceDialect(ctx, view), message: "Invoice is final" };
  },
});

const voidInvoiceRoute = route({
  method: "post",
  path: "/invoices/{invoiceId}/void",
  scope: "invoices:write",
  summary: "Void an invoice that was not paid; what is left of the credits it sold is voided",
  params: Params,
  body: z.strictObject({
    // The dialect's client has no way to say why.
    reason: VoidInvoiceInput.shape.reason.default("Voided through the API"),
    fingerprint: z.string().max(64).optional(),
  }),
  reply: InvoiceDoneDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { invoiceId }, body }) => ({
    ...invoiceDialect(ctx, await voidInvoiceAsShown(ctx, invoiceId, body)),
    message: "Invoice voided",
  }),
  preview: {
    reply: InvoicePreviewDialect,
    run: async (ctx, { params: { invoiceId }, body: { reason } }) =>
      invoicePreview(ctx, await foreseeVoidInvoice(ctx, invoiceId, { reason })),
  },
});

export const INVOICE_ROUTES: readonly Route[] = [
  listInvoicesRoute,
  getInvoiceRoute,
  recordPaymentRoute,
  previewPaymentRoute,
  finalizeInvoiceRoute,
  voidInvoiceRoute,
].flat();
