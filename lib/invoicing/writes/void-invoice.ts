import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { transact } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import { type InvoiceId, idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { publish } from "@/lib/outbox/publish";
import type { Invoice } from "../rules/invoice";
import { mayBeVoided } from "../rules/invoice-status";
import type { InvoiceView, VoidInvoiceInput } from "../schema";
import { isGivenBack } from "../store/carried";
import { loadInvoiceView, lockInvoice, updateStanding } from "../store/invoice";
import { voidPaidGrants } from "./void-paid-grants";

/**
 * Takes an unpaid invoice back, with what is left of the credits that it was to pay for. Voided
 * before: the same answer again.
 *
 * @throws DomainError `not_found`; `invalid_state` once something was paid, if it asks for overage,
 *   which the wallet no longer owes, or if another invoice gives back of its fees.
 */
export function voidInvoice(
  asking: Context,
  id: InvoiceId,
  { reason }: VoidInvoiceInput,
): Promise<InvoiceView> {
  return transact(asking, async (tx) => {
    const invoice = await lockInvoice(tx, asking.organizationId, id);
    if (!invoice) throw notFound("invoice", idText("inv", id));
    const ctx = await onClock(asking, invoice.customerId);
    const before = await loadInvoiceView(tx, invoice);
    if (invoice.status === "VOID") return before;
    if (!mayBeVoided(invoice)) {
      throw notVoidable(invoice, `An invoice that is ${invoice.status} cannot be voided`);
    }
    if (before.lines.some(({ kind }) => kind === "overage")) {
      throw notVoidable(
        invoice,
        "It asks for overage, which the wallet no longer owes: record its payment, or give the customer credits for it",
      );
    }
    if (await isGivenBack(tx, id)) {
      throw notVoidable(invoice, "Another invoice has given back of what it asks for");
    }

    const { paid, paymentStatus } = invoice;
    await updateStanding(tx, id, { status: "VOID", paymentStatus, paid, at: ctx.at });
    const voided = await voidPaidGrants(tx, ctx, invoice, reason);
    const after = await lockInvoice(tx, ctx.organizationId, id);
    const view = await loadInvoiceView(tx, after ?? invoice);
    const { customerId } = invoice;
    await recordAudit(tx, ctx, {
      ...{ action: "invoice.voided", entity: "invoice", entityId: id, customerId, reason },
      before: { status: invoice.status },
      after: { status: view.status, voidedCredits: creditsText(voided) },
    });
    await publish(tx, ctx, [{ type: "invoice.voided", customerId, data: view }]);
    return view;
  });
}

const notVoidable = ({ status }: Invoice, message: string) =>
  new DomainError("invalid_state", message, { entity: "invoice", state: status });
