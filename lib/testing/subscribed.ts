/** Customers on a plan, and what their books and invoices say, for tests that move time. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText, type PlanId, SubscriptionId } from "@/lib/ids";
import { listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { type StartFields, StartInput } from "@/lib/subscription/schema";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import { anEmptyWallet, aPublishedPlan, type PlanTerms } from "./billing";
import { aContext } from "./factories";
import type { Account } from "./wallets";

export type Subscribed = Account & { readonly ctx: Context; readonly id: SubscriptionId };

/** Started on 31 January 2026 unless told, so that months of every length come by. */
export async function aSubscription(
  terms: PlanTerms = {},
  over: { shortagePolicy?: "OVERAGE"; at?: string } = {},
): Promise<Subscribed> {
  const { at = "2026-01-31T09:00:00Z", ...wallet } = over;
  const ctx = await aContext({ at: new Date(at) });
  const account = await anEmptyWallet(ctx, wallet);
  return subscribe(ctx, account, await aPublishedPlan(ctx, terms));
}

export const askedStart = (
  { customerId }: Pick<Account, "customerId">,
  planId: PlanId,
  over: Partial<StartFields> = {},
): StartInput =>
  StartInput.parse({
    customerId: idText("cus", customerId),
    planId: idText("plan", planId),
    ...over,
  });

export async function subscribe(
  ctx: Context,
  account: Account,
  planId: PlanId,
  over: Partial<StartFields> = {},
): Promise<Subscribed> {
  const { id } = await startSubscription(ctx, askedStart(account, planId, over));
  return { ...account, ctx, id: SubscriptionId.parse(id) };
}

/** What the customer was given, in order: when, until when, what is left and what lapsed. */
export async function grantsOf({ customerId }: Subscribed) {
  const rows = await readSql(
    `SELECT to_char(effective_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS from,
       to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS to,
       trim_scale(available)::text AS available, trim_scale(expired)::text AS expired
     FROM credit_grant WHERE customer_id = $1::uuid ORDER BY effective_at`,
    [customerId],
  );
  return rows;
}
export const datesOf = async (of: Subscribed) => (await grantsOf(of)).map((grant) => grant.from);
export async function walletOf({ walletId }: Subscribed) {
  const [row] = await readSql(
    `SELECT trim_scale(available)::text AS available, trim_scale(overage)::text AS overage
     FROM wallet WHERE id = $1::uuid`,
    [walletId],
  );
  return row;
}
export const invoicesOf = async ({ ctx }: Subscribed) =>
  (await listInvoices(ctx, InvoiceQuery.parse({}))).items.toReversed();
export const traceOf = async (of: Subscribed) => {
  const [row] = await readSql(
    `SELECT (SELECT count(*)::int FROM ledger_transaction WHERE organization_id = $1::uuid) AS booked,
       (SELECT count(*)::int FROM audit_record WHERE organization_id = $1::uuid) AS audited,
       (SELECT count(*)::int FROM outbox_message WHERE organization_id = $1::uuid) AS told`,
    [of.ctx.organizationId],
  );
  return { ...row, invoices: (await invoicesOf(of)).length, grants: await grantsOf(of) };
};
