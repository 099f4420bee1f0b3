/**
 * Money that an invoice owes the customer: it asks for nothing, and the rest is handed on to the
 * customer's next invoices of the same currency, as a line on either side. What is left to take is
 * what all such lines add up to, so it needs no book of its own.
 */
import { type Money, NO_MONEY, nanomoney, subtractMoney } from "@/lib/money/money";
import { ONE_UNIT } from "@/lib/money/quantity";
import { type InvoiceLine, subtotalOf } from "./invoice-lines";

const carriedLine = (description: string, amount: Money): InvoiceLine => ({
  ...{ kind: "carried", description, chargeId: null, featureId: null, grantId: null },
  ...{ quantity: ONE_UNIT, unitAmount: amount, amount, credits: null, period: null },
});

/** Lines that come to less than nothing are brought up to it: the rest waits for later invoices. */
export function handOn(lines: readonly InvoiceLine[]): readonly InvoiceLine[] {
  const subtotal = subtotalOf(lines);
  if (subtotal >= NO_MONEY) return lines;
  return [...lines, carriedLine("Carried to the next invoices", nanomoney(-subtotal))];
}

/**
 * Takes of what waits for the customer, at most what the lines ask for.
 *
 * @returns the lines, and what waits still.
 */
export function takeOver(
  lines: readonly InvoiceLine[],
  waiting: Money,
): { readonly lines: readonly InvoiceLine[]; readonly waiting: Money } {
  const subtotal = subtotalOf(lines);
  const taken = subtotal < waiting ? subtotal : waiting;
  if (taken <= NO_MONEY) return { lines, waiting };
  const line = carriedLine("Carried from earlier invoices", nanomoney(-taken));
  return { lines: [...lines, line], waiting: subtractMoney(waiting, taken) };
}
