/** Plans that price a feature in money, and what their closes ask for, for tests. */
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import { readSql, transact } from "@/lib/db/transact";
import { type CustomerId, type FeatureId, InvoiceId, idText, SubscriptionId } from "@/lib/ids";
import { findInvoice, listInvoices } from "@/lib/invoicing/reads";
import { InvoiceQuery } from "@/lib/invoicing/schema";
import { insertWallet } from "@/lib/ledger/store/wallets";
import { renewSubscriptions } from "@/lib/subscription/writes/renew-subscriptions";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { money } from "./amounts";
import { aContext, later } from "./factories";
import { aFeature, anEvent, aPlan, externalIdOf, subscribe } from "./usage";
import { anAccount, give } from "./wallets";

type MoneyPlan = {
  readonly charge: object;
  readonly grants?: string[];
  readonly draft?: Partial<PlanDraftFields>;
};
type UsageFields = Partial<NonNullable<PlanDraftFields["charges"]>[number]>;

/** Exports at 10 USD each unless told; the wallet's credits are worth 0.01 USD. */
export async function aMoneyPlan(
  charge: object = {},
  grants: string[] = [],
  draft: Partial<PlanDraftFields> = {},
) {
  const ctx = await aContext({ at: new Date("2026-03-01T00:00:00Z") });
  const feature = await aFeature(ctx, { cost: null, sumOf: "count", allowsReturns: true });
  const subscribed = await aMoneySubscriber(ctx, feature, { charge, grants, draft });
  return { ctx, feature, ...subscribed };
}

export async function aMoneySubscriber(
  ctx: Context,
  feature: FeatureId,
  { charge, grants = [], draft = {} }: MoneyPlan,
) {
  const account = await anAccount(ctx, grants);
  await readSql("UPDATE wallet SET conversion_rate = 0.01 WHERE customer_id = $1::uuid", [
    account.customerId,
  ]);
  const usage = {
    ...{ kind: "USAGE", name: "Exports", featureId: idText("feat", feature) },
    ...{ model: "PER_UNIT", amount: "10", ...charge },
  } as UsageFields;
  const planId = await aPlan(ctx, { ...draft, charges: [usage as never] });
  const { id } = await subscribe(ctx, account.customerId, planId);
  return {
    ...account,
    subscriptionId: SubscriptionId.parse(id),
    externalId: await externalIdOf(account.customerId),
  };
}

/** So many exports at a time of March 2026, sent at that time unless told. */
export const used = (externalId: string, count: number | string, at: string) =>
  anEvent(externalId, { properties: { count }, timestamp: `2026-${at}Z` });

export const send = async (ctx: Context, at: string, events: Parameters<typeof ingestEvents>[1]) =>
  (await ingestEvents(later(ctx, `2026-${at}Z`), events)).results;

export const close = (at: string) => renewSubscriptions(new Date(`2026-${at}Z`));

/** The invoices of a customer, the first first, each with its lines in short. */
export async function asked({ ctx, customerId }: { ctx: Context; customerId: CustomerId }) {
  const { items } = await listInvoices(
    ctx,
    InvoiceQuery.parse({ customerId: idText("cus", customerId) }),
  );
  const invoices = await Promise.all(
    items.toReversed().map(({ id }) => findInvoice(ctx, InvoiceId.parse(id))),
  );
  return invoices.map((invoice) => ({
    total: invoice?.total,
    lines: invoice?.lines.map(({ kind, description, amount }) => [kind, description, amount]),
  }));
}

/** How it stands with the customer's prices in money, window by window. */
export const owing = ({ customerId }: { customerId: CustomerId }) =>
  readSql(
    `SELECT trim_scale(quantity)::text AS used, trim_scale(owed)::text AS owed,
       trim_scale(invoiced)::text AS invoiced, trim_scale(credited)::text AS credited
     FROM usage_counter WHERE customer_id = $1::uuid AND price_version_id <> feature_id
     ORDER BY window_start`,
    [customerId],
  );

/** One more wallet, with credits in it. */
export async function anotherWallet(
  ctx: Context,
  customerId: CustomerId,
  over: {
    readonly priority: number;
    readonly currency?: string;
    readonly rate?: string;
    readonly holds: string;
  },
) {
  const { priority, currency = "USD", rate = "1", holds } = over;
  const walletId = await transact(ctx, (tx) =>
    insertWallet(tx, ctx, {
      ...{ customerId, name: "Another", creditUnit: "credits", currency, priority },
      ...{ conversionRate: money(rate), topupRate: money(rate), featureIds: [], metadata: {} },
      ...{ shortagePolicy: "REFUSE", overageLimit: null, lowBalanceAt: null },
    }),
  );
  await give(ctx, { customerId, walletId }, holds);
}
