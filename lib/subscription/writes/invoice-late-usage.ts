import { randomUUID } from "node:crypto";
import { recordAudits } from "@/lib/audit/record";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { readSql, transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { type InvoiceId, newId } from "@/lib/ids";
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
  for (const owner of await findEndedThatOwe({ sql: readSql })) {
    const ctx: Context = {
      ...{ organizationId: owner.organizationId, at, requestId, origin: "system" },
      actor: { kind: "system", name: "Renewals" },
    };
    try {
      steps += await retryPassingFaults(() => transactHot((tx) => invoiceLate(tx, ctx, owner)));
    } catch (reason) {
      failed.push({ id: owner.id, reason });
    }
  }
  return { steps, failed };
}

/** @returns how many invoices were issued. */
async function invoiceLate(tx: Tx, ctx: Context, { id, customerId }: Owner): Promise<number> {
  const subscription = await lockSubscription(tx, ctx.organizationId, id);
  if (subscription?.status !== "ENDED") return 0;
  await lockOwedUse(tx, [customerId]);
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const version = termsOf(catalog, subscription);
  if (!version) throw new RangeError(`no plan version of ${id}`);
  const { course } = subscription;
  const name = `late:${ctx.at.toISOString()}`;
  const step = { kind: "end", course, ended: course.period } as const;
  const taken = await takeOwed(tx, [{ ctx, subscription, catalog, version, name, step }]);
  const lines = taken.get(id) ?? [];
  if (lines.length === 0) return 0;
  const draft = {
    ...{ id: newId<InvoiceId>(), customerId, subscriptionId: id, type: "SUBSCRIPTION" as const },
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
  return 1;
}
