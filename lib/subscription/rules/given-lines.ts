import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import { givenLine, type InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import type { Awaited } from "./awaited";
import type { Issue } from "./issue";
import { grantName } from "./plan-grant-command";

/** Tells on an invoice of the credits that come with its own payment. */
export function givenLines(
  issues: readonly Issue[],
  awaits: Awaited | null,
  invoice: Pick<InvoiceDraft, "id">,
): readonly InvoiceLine[] {
  if (!awaits?.invoiceIds.includes(invoice.id)) return [];
  return issues.map(({ grant, occurrence: { period } }) =>
    givenLine(grantName(grant), grant.amount, period),
  );
}
