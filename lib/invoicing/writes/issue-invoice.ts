/** Finalises invoices inside the transaction that gives rise to them. */
import { recordAudits } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { idText, type OrganizationId, type SubscriptionId } from "@/lib/ids";
import { moneyText } from "@/lib/money/money";
import { publish } from "@/lib/outbox/publish";
import { dueAtOf } from "../rules/billing";
import { type InvoiceDraft, invoiceNumber } from "../rules/invoice";
import { subtotalOf } from "../rules/invoice-lines";
import {
  claimNumbers,
  insertInvoices,
  loadPayingTerms,
  type NumberedInvoice,
  type PayingTerms,
} from "../store/issue";
import { takeCarried } from "./take-carried";

/** An invoice to issue, and the context of the moment that it belongs to. */
export type Issue = { readonly ctx: Context; readonly draft: InvoiceDraft };

/**
 * Issues every draft with the next number of its organization and year (UTC), earlier ones first.
 * Call it last: from the first number on, every other issue of the organization waits. What earlier
 * invoices owe a customer is taken over first.
 */
export async function issueInvoices(tx: Tx, issues: readonly Issue[]): Promise<void> {
  if (issues.length === 0) return;
  const terms = await loadPayingTerms(
    tx,
    issues.flatMap(({ draft }) => draft.subscriptionId ?? []),
  );
  const invoices: (NumberedInvoice & { ctx: Context })[] = [];
  for (const group of byYear(await takeCarried(tx, issues))) {
    const { ctx } = group[0];
    const year = ctx.at.getUTCFullYear();
    const first = await claimNumbers(tx, ctx.organizationId, { year, count: group.length });
    invoices.push(
      ...group.map((issue, index) => ({
        number: invoiceNumber(year, first + index),
        ...payingOf(issue, terms.get(issue.draft.subscriptionId as SubscriptionId)),
        ...issue,
      })),
    );
  }
  await insertInvoices(tx, invoices);
  await announce(tx, invoices);
}

/** What belongs to no subscription is due when it is issued. */
const payingOf = ({ ctx: { organizationId, at } }: Issue, terms: PayingTerms | undefined) => ({
  organizationId,
  at,
  dueAt: terms ? dueAtOf(at, terms) : at,
  poNumber: terms?.poNumber ?? null,
});

/** Groups in the one order that all issues lock counters in: organization, then year. */
function byYear(issues: readonly Issue[]): [Issue, ...Issue[]][] {
  const groups = new Map<string, [Issue, ...Issue[]]>();
  for (const issue of issues.toSorted((a, b) => a.ctx.at.getTime() - b.ctx.at.getTime())) {
    const key = `${issue.ctx.organizationId}/${issue.ctx.at.getUTCFullYear()}`;
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Each is told twice, in the audit log and to the world. */
async function announce(
  tx: Tx,
  invoices: readonly (NumberedInvoice & { ctx: Context })[],
): Promise<void> {
  const told = invoices.map((invoice) => ({ facts: factsOf(invoice), ...invoice }));
  await recordAudits(
    tx,
    told.map(({ ctx, draft, facts }) => ({
      ctx,
      entry: {
        action: "invoice.issued",
        entity: "invoice",
        entityId: draft.id,
        customerId: draft.customerId,
        after: facts,
      },
    })),
  );
  const organizations = new Map<OrganizationId, (typeof told)[number][]>();
  for (const invoice of told) {
    const own = organizations.get(invoice.organizationId);
    if (own) own.push(invoice);
    else organizations.set(invoice.organizationId, [invoice]);
  }
  for (const own of organizations.values()) {
    const [first] = own;
    if (first) await publish(tx, first.ctx, own.map(messageOf));
  }
}

const messageOf = ({ draft, facts }: { draft: InvoiceDraft; facts: Facts }) => ({
  type: "invoice.issued",
  customerId: draft.customerId,
  data: facts,
});

type Facts = ReturnType<typeof factsOf>;
const factsOf = ({ draft, number, at, dueAt, poNumber }: NumberedInvoice) => ({
  id: idText("inv", draft.id),
  number,
  customerId: idText("cus", draft.customerId),
  subscriptionId: draft.subscriptionId && idText("sub", draft.subscriptionId),
  billingReason: draft.billingReason,
  currency: draft.currency,
  total: moneyText(subtotalOf(draft.lines)),
  issuedAt: at.toISOString(),
  dueAt: dueAt.toISOString(),
  poNumber,
});
