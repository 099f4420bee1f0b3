import type { InvoiceRow } from "@/lib/invoicing/schema";

const DAY_MS = 24 * 3_600_000;

/** The state as people see it: open a day past its time is overdue, for one has all of the day to pay. */
export function shownStatus({ status, dueAt }: InvoiceRow, at: string) {
  if (status !== "OPEN" || dueAt === null) return status;
  return Date.parse(dueAt) + DAY_MS < Date.parse(at) ? "overdue" : status;
}

/** How an invoice is called before it has a number. */
export const invoiceName = ({ number }: Pick<InvoiceRow, "number">): string =>
  number ?? "Draft invoice";
