import { randomUUID } from "node:crypto";
import { recordAudits } from "@/lib/audit/record";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { readSql, transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { type InvoiceId, newId, type TestClockId } from "@/lib/ids";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { termsOf } from "../rules/terms";
import { lockSubscription } from "../store";
import { findEndedThatOwe, type Owner } from "../store/ended-usage";
import { lockOwedUse } from "../store/usage-owed";
import type { RunReport } from "./advance-due";
import { takeOwed } from "./invoice-usage";

/**
 * Invoices use that came after the last close of customers who have no subscription any more, so
 * that no close is to come that could ask for it. One that cannot be invoiced holds up nobody.
 */
export async function invoiceLateUsage(at: Date): Promise<RunReport> {
  const requestId = `req_${randomUUID()}`;
  const failed: { id: Owner["id"]; reason: unknown }[] = [];
  let steps = 0;
  for (const owner of await findEndedThatOwe({ sql: readSql }, null)) {
    const ctx: Context = {
      ...{ organizationId: owner.organizationId, at, requestId, origin: "system" },
      actor: { kind: "system", name: "Renewals" },
    };
    try {
      const issued = await retryPassingFaults(() =>
        transactHot((tx) => invoiceLate(tx, ctx, owner)),
      );
      if (issued) steps += 1;
    } catch (reason) {
      failed.push({ id: owner.id, reason });
    }
  }
  return { steps, failed };
}

/** The same of those who live on a test clock, in its advance. @returns the invoices. */
export async function invoiceLateOnClock(
  tx: Tx,
  ctx: Context,
  clockId: TestClockId,
): Promise<readonly InvoiceDraft[]> {
  const issued: InvoiceDraft[] = [];
  for (const owner of await findEndedThatOwe(tx, clockId)) {
    const draft = await invoiceLate(tx, ctx, owner);
    if (draft) issued.push(draft);
  }
  return issued;
}

/** Null: nothing is asked for. */
async function invoiceLate(
  tx: Tx,
  ctx: Context,
  { id, customerId }: Owner,
): Promise<InvoiceDraft | null> {
  const subscription = await lockSubscription(tx, ctx.organizationId, id);
  if (subscription?.status !== "ENDED") return null;
  await lockOwedUse(tx, [customerId]);
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const version = termsOf(catalog, subscription, subscription.course.period.end);
  if (!version) throw new RangeError(`no plan version of ${id}`);
  const { course } = subscription;
  const name = `late:${ctx.at.toISOString()}`;
  const step = { kind: "end", course, ended: course.period } as const;
  const taken = await takeOwed(tx, [{ ctx, subscription, catalog, version, name, step }]);
  const lines = taken.get(id) ?? [];
  if (lines.length === 0) return null;
  const draft: InvoiceDraft = {
    ...{ id: newId<InvoiceId>(), customerId, subscriptionId: id, type: "SUBSCRIPTION" },
    ...{ billingReason: "subscription_end", currency: version.currency, period: course.period },
    ...{ description: version.planName, reference: `subscription:${id}:${name}`, lines },
  };
  await recordAudits(tx, [
    {
      ctx,
      entry: {
        ...{ action: "subscription.late_use_invoiced", entity: "subscription", entityId: id },
        ...{ customerId, after: { lines: lines.length } },
      },
    },
  ]);
  await issueInvoices(tx, [{ ctx, draft }]);
  return draft;
}
