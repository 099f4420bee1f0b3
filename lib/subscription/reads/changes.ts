/** Changes of subscriptions, and what waits for their customers' invoices. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { CustomerId, SubscriptionChangeId, SubscriptionId } from "@/lib/ids";
import { findCarried } from "@/lib/invoicing/store/carried";
import { moneyText } from "@/lib/money/money";
import type { ChangeView } from "../schema/change";
import * as store from "../store/changes";
import { changeView } from "../view/change";

/** Reads outside a transaction speak the same SQL. */
const reader = { sql: readSql };

/** Those that ended this subscription or would, and the one that it came from; newest first. */
export async function listChanges(
  ctx: Context,
  subscriptionId: SubscriptionId,
): Promise<readonly ChangeView[]> {
  const changes = await store.loadChangesOf(reader, ctx.organizationId, subscriptionId);
  return changes.map(changeView);
}

export async function findChange(
  ctx: Context,
  id: SubscriptionChangeId,
): Promise<ChangeView | undefined> {
  const change = await store.findChange(reader, ctx.organizationId, id);
  return change && changeView(change);
}

/** The one that comes at the period's end, if any. */
export async function findScheduledChange(
  ctx: Context,
  subscriptionId: SubscriptionId,
): Promise<ChangeView | undefined> {
  const changes = await listChanges(ctx, subscriptionId);
  return changes.find(({ status }) => status === "SCHEDULED");
}

/** Money that earlier invoices owe a customer of this organization, by currency. */
export async function listCarried(
  customerId: CustomerId,
): Promise<readonly { readonly currency: string; readonly amount: string }[]> {
  const carried = await findCarried(reader, [customerId]);
  return carried.map(({ currency, amount }) => ({ currency, amount: moneyText(amount) }));
}
