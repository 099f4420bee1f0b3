/** A customer on Starter and the plans to change to, for tests of changes. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { InvoiceId, idText, type PlanId, SubscriptionId } from "@/lib/ids";
import { findInvoice } from "@/lib/invoicing/reads";
import { type ChangeFields, ChangeInput, type ChangeView } from "@/lib/subscription/schema/change";
import { changeSubscription } from "@/lib/subscription/writes/change-subscription";
import { anEmptyWallet, aPublishedPlan, type PlanTerms } from "./billing";
import { aContext } from "./factories";
import { type Subscribed, subscribe } from "./subscribed";

export type OnStarter = Subscribed & { readonly starter: PlanId; readonly pro: PlanId };

const STARTER = { fee: "149", feePeriod: "MONTHLY", credits: "2000" } as const;
const PRO = { fee: "800", feePeriod: "MONTHLY", credits: "50000" } as const;

/** From 1 April 2026 on, a month of thirty days: 149 USD for 2,000 credits, beside Pro for 800 and 50,000. */
export async function onStarter(terms: PlanTerms = {}): Promise<OnStarter> {
  const ctx = await aContext({ at: new Date("2026-04-01T00:00:00Z") });
  const starter = await aPublishedPlan(ctx, { ...STARTER, ...terms });
  const pro = await aPublishedPlan(ctx, PRO);
  const own = await subscribe(ctx, await anEmptyWallet(ctx), starter);
  return { ...own, starter, pro };
}

export const change = (
  ctx: Context,
  { id }: Pick<Subscribed, "id">,
  fields: Omit<ChangeFields, "planId"> & { readonly to?: PlanId },
): Promise<ChangeView> => {
  const { to, ...asked } = fields;
  const planId = to ? idText("plan", to) : null;
  return changeSubscription(ctx, id, ChangeInput.parse({ ...asked, planId }));
};

export const successorOf = (own: Subscribed, { successorId }: ChangeView): Subscribed => ({
  ...own,
  id: SubscriptionId.parse(successorId),
});

/** The lines of the change's invoice, as `kind amount`. */
export async function linesOf(ctx: Context, { invoiceId }: ChangeView): Promise<readonly string[]> {
  const invoice = invoiceId && (await findInvoice(ctx, InvoiceId.parse(invoiceId)));
  return invoice ? invoice.lines.map(({ kind, amount }) => `${kind} ${amount}`) : [];
}

/** Every figure of the customer's grants: given, available, voided. */
export async function creditsOf({ customerId }: Subscribed) {
  const rows = await readSql(
    `SELECT source, trim_scale(amount)::text AS amount, trim_scale(available)::text AS available,
       trim_scale(voided)::text AS voided FROM credit_grant
     WHERE customer_id = $1::uuid ORDER BY effective_at, id`,
    [customerId],
  );
  return rows.map(({ source, amount, available, voided }) =>
    [source, amount, "left", available, "voided", voided].join(" "),
  );
}
