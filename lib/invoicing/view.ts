import { idText } from "@/lib/ids";
import type { Booked } from "@/lib/ledger/rules/command";
import { figuresView } from "@/lib/ledger/view";
import { creditsText } from "@/lib/money/credits";
import { moneyText, NO_MONEY } from "@/lib/money/money";
import { quantityText } from "@/lib/money/quantity";
import type { Invoice, Payment, StoredLine } from "./rules/invoice";
import { dueOf } from "./rules/invoice-status";
import type { InvoiceLineView, InvoiceRow, InvoiceView, PaymentView } from "./schema";

const instant = (at: Date | null | undefined) => at?.toISOString() ?? null;

export const invoiceRow = (invoice: Invoice): InvoiceRow => ({
  id: idText("inv", invoice.id),
  number: invoice.number,
  status: invoice.status,
  paymentStatus: invoice.paymentStatus,
  type: invoice.type,
  billingReason: invoice.billingReason,
  customerId: idText("cus", invoice.customerId),
  customerName: invoice.customerName,
  customerExternalId: invoice.customerExternalId,
  subscriptionId: invoice.subscriptionId && idText("sub", invoice.subscriptionId),
  currency: invoice.currency,
  subtotal: moneyText(invoice.subtotal),
  discount: moneyText(invoice.discount),
  creditsApplied: moneyText(invoice.creditsApplied),
  tax: moneyText(invoice.tax),
  total: moneyText(invoice.total),
  paid: moneyText(invoice.paid),
  due: moneyText(invoice.status === "VOID" ? NO_MONEY : dueOf(invoice)),
  description: invoice.description,
  reference: invoice.reference,
  poNumber: invoice.poNumber,
  zone: invoice.zone,
  periodStart: instant(invoice.period?.start),
  periodEnd: instant(invoice.period?.end),
  issuedAt: instant(invoice.issuedAt),
  dueAt: instant(invoice.dueAt),
  paidAt: instant(invoice.paidAt),
  voidedAt: instant(invoice.voidedAt),
  createdAt: invoice.createdAt.toISOString(),
  updatedAt: invoice.updatedAt.toISOString(),
});

export const invoiceView = (
  invoice: Invoice,
  lines: readonly StoredLine[],
  payments: readonly Payment[],
): InvoiceView => ({
  ...invoiceRow(invoice),
  lines: lines.map(lineView),
  payments: payments.map(paymentView),
});

const lineView = (line: StoredLine): InvoiceLineView => ({
  id: idText("line", line.id),
  position: line.position,
  kind: line.kind,
  description: line.description,
  chargeId: line.chargeId && idText("price", line.chargeId),
  featureId: line.featureId && idText("feat", line.featureId),
  grantId: line.grantId && idText("grt", line.grantId),
  quantity: quantityText(line.quantity),
  unitAmount: moneyText(line.unitAmount),
  amount: moneyText(line.amount),
  credits: line.credits === null ? null : creditsText(line.credits),
  periodStart: instant(line.period?.start),
  periodEnd: instant(line.period?.end),
});

const paymentView = (payment: Payment): PaymentView => ({
  id: idText("pay", payment.id),
  amount: moneyText(payment.amount),
  currency: payment.currency,
  status: payment.status,
  method: payment.method,
  reference: payment.reference,
  note: payment.note,
  at: payment.at.toISOString(),
});

/** The wallets that a command touched, as they were after it. */
export const walletsView = ({ figures }: Pick<Booked, "figures">) =>
  figures.map((after) => ({
    walletId: idText("wal", after.walletId),
    figures: figuresView(after),
  }));
