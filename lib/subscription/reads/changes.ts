/** Changes of subscriptions, and what waits for their customers' invoices. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, PlanVersionId, type SubscriptionId } from "@/lib/ids";
import { findCarried } from "@/lib/invoicing/store/carried";
import { moneyText } from "@/lib/money/money";
import type { SubscriptionView } from "../schema";
import type { ChangeView } from "../schema/change";
import type { OfferView } from "../schema/offer";
import * as store from "../store/changes";
import { changeView } from "../view/change";
import { offerView } from "../view/offer";

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

/** The plans that a subscription may change to, its own among them: of its product and currency, on sale. */
export async function listChangeOffers(
  ctx: Context,
  subscription: Pick<SubscriptionView, "planVersionId">,
): Promise<readonly OfferView[]> {
  const { planVersions } = await loadCatalog(reader, ctx.organizationId);
  const own = planVersions.get(PlanVersionId.parse(subscription.planVersionId));
  return [...planVersions.values()]
    .filter(
      ({ status, kind, productId, currency }) =>
        status === "PUBLISHED" &&
        kind === "PLAN" &&
        productId === own?.productId &&
        currency === own?.currency,
    )
    .map(offerView)
    .sort((a, b) => a.name.localeCompare(b.name));
}
