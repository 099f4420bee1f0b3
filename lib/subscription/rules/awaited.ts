/** Credits that come with a payment (SEMANTICS 8.3): what they wait for, and what came of it since. Pure. */
import type { InvoiceId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import type { InvoiceStatus } from "@/lib/invoicing/rules/invoice-status";
import { NO_MONEY } from "@/lib/money/money";

export type Awaited = {
  /** Usable once each of them is paid; at least one. */
  readonly invoiceIds: readonly InvoiceId[];
  /** What came of them after the credits were due, where a run is late; null: nothing yet. */
  readonly since: { readonly kind: "paid" | "void"; readonly at: Date } | null;
};

type Standing = {
  readonly id: InvoiceId;
  readonly status: InvoiceStatus;
  readonly paidAt: Date | null;
  readonly voidedAt: Date | null;
};

/**
 * What credits that fall due at `at` wait for, by invoices as they stand by now: those not paid at
 * that time. A voided one ends what waits for it. Null: for nothing.
 */
export function awaitedAt(invoices: readonly Standing[], at: Date): Awaited | null {
  const unpaid = invoices.filter(
    ({ status, paidAt }) => status !== "PAID" || (paidAt !== null && paidAt > at),
  );
  if (unpaid.length === 0) return null;
  return { invoiceIds: unpaid.map(({ id }) => id), since: sinceOf(unpaid, at) };
}

function sinceOf(unpaid: readonly Standing[], at: Date): Awaited["since"] {
  const voided = unpaid.find(({ status }) => status === "VOID");
  if (voided) return { kind: "void", at: laterOf(at, voided.voidedAt) };
  if (unpaid.some(({ status }) => status !== "PAID")) return null;
  return { kind: "paid", at: unpaid.reduce((last, { paidAt }) => laterOf(last, paidAt), at) };
}

const laterOf = (at: Date, other: Date | null): Date => (other !== null && other > at ? other : at);

/** Whether less is asked than was charged, because of money given back or carried over. */
export const isLowered = (lines: readonly Pick<InvoiceLine, "amount">[]): boolean =>
  lines.some(({ amount }) => amount < NO_MONEY);
