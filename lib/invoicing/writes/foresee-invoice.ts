/** Payments and voided invoices as they would be, and held to what was shown. */
import type { Context } from "@/lib/context";
import { CustomerId, type InvoiceId } from "@/lib/ids";
import {
  type CreditWrite,
  type Foreseen,
  foreseeWrite,
  performWrite,
} from "@/lib/ledger/foresee-write";
import type { InvoiceView, PaymentInput, VoidInvoiceInput } from "../schema";
import { recordPayment } from "./record-payment";
import { voidInvoice } from "./void-invoice";

type Shown = { readonly fingerprint?: string | undefined };
type InvoiceWrite = CreditWrite<InvoiceView>;

const ofInvoice = (run: InvoiceWrite["run"]): InvoiceWrite => ({
  run,
  customerOf: ({ customerId }) => CustomerId.parse(customerId),
  told: ({ id, status, paymentStatus, total, paid, due }) => ({
    ...{ id, status, paymentStatus, total, paid, due },
  }),
});

const voiding = (id: InvoiceId, input: VoidInvoiceInput) =>
  ofInvoice((inside) => voidInvoice(inside, id, input));

/** @throws DomainError as `voidInvoice`; `stale_preview` if the fingerprint does not fit. */
export const voidInvoiceAsShown = (
  ctx: Context,
  id: InvoiceId,
  { fingerprint, ...input }: VoidInvoiceInput & Shown,
): Promise<InvoiceView> => performWrite(ctx, voiding(id, input), fingerprint);

/** What voiding it would come to; changes nothing. @throws DomainError as `voidInvoice`. */
export const foreseeVoidInvoice = (
  ctx: Context,
  id: InvoiceId,
  input: VoidInvoiceInput,
): Promise<Foreseen<InvoiceView>> => foreseeWrite(ctx, voiding(id, input));

const paying = (id: InvoiceId, input: PaymentInput) =>
  ofInvoice((inside) => recordPayment(inside, id, input));

/** @throws DomainError as `recordPayment`; `stale_preview` if the fingerprint does not fit. */
export const recordPaymentAsShown = (
  ctx: Context,
  id: InvoiceId,
  input: PaymentInput,
  fingerprint?: string,
): Promise<InvoiceView> => performWrite(ctx, paying(id, input), fingerprint);

/** What the payment would come to; changes nothing. @throws DomainError as `recordPayment`. */
export const foreseePayment = (
  ctx: Context,
  id: InvoiceId,
  input: PaymentInput,
): Promise<Foreseen<InvoiceView>> => foreseeWrite(ctx, paying(id, input));
