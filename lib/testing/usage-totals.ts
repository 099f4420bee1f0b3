/** Features whose totals are no sums, their events, and what came of them, for tests. */
import type { Aggregation } from "@/lib/catalog/schema/feature";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { CustomerId } from "@/lib/ids";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import {
  aFeature,
  anEvent,
  aPlan,
  externalIdOf,
  figuresOf,
  subscribe,
  usageTotalsOf,
} from "./usage";
import { anAccount } from "./wallets";

/** Counts `value` of the events `said`; at 2 credits unless told otherwise. */
export const aTotal = (ctx: Context, aggregation: Aggregation, cost: string | null = "2") =>
  aFeature(ctx, {
    key: aggregation.toLowerCase(),
    eventName: "said",
    cost,
    counts: { aggregation, property: "value" },
  });

export const said = (externalId: string, value: unknown, over: object = {}) =>
  anEvent(externalId, { eventName: "said", properties: { value }, ...over });

export const creditsOf = async (ctx: Context, events: Parameters<typeof ingestEvents>[1]) =>
  (await ingestEvents(ctx, events)).results.map(({ credits }) => credits);

/** A customer with a wallet of these grants, on a plan of this draft. */
export async function aSubscriber(ctx: Context, draft: Partial<PlanDraftFields>, grants: string[]) {
  const account = await anAccount(ctx, grants);
  await subscribe(ctx, account.customerId, await aPlan(ctx, draft));
  return { ...account, externalId: await externalIdOf(account.customerId) };
}

/** All ways to the same credits, and how many units the roll-ups count. */
export async function totalsOf(customerId: CustomerId) {
  const [day] = await readSql(
    "SELECT sum(quantity)::float AS quantity FROM usage_day WHERE customer_id = $1::uuid",
    [customerId],
  );
  const figures = await figuresOf(customerId);
  return { ...(await usageTotalsOf(customerId)), ...figures, quantity: day?.quantity };
}

/** What all ways say where so many credits were taken for usage. */
export const spent = (credits: number) => ({
  ...{ events: credits, days: credits, hours: credits, ledger: credits },
});
