/** Changes of subscriptions, and what waits for their customers' invoices. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import {
  type CustomerId,
  idText,
  type PlanId,
  PlanVersionId,
  type SubscriptionId,
} from "@/lib/ids";
import { findCarried } from "@/lib/invoicing/store/carried";
import { moneyText } from "@/lib/money/money";
import type { SubscriptionView } from "../schema";
import type { ChangeView } from "../schema/change";
import type { MigrationView } from "../schema/migration";
import type { OfferView } from "../schema/offer";
import * as store from "../store/changes";
import { loadMigrations } from "../store/migrations";
import { changeView } from "../view/change";
import { migrationView } from "../view/migration";
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
  const catalog = await loadCatalog(reader, ctx.organizationId);
  const own = catalog.planVersions.get(PlanVersionId.parse(subscription.planVersionId));
  return [...catalog.planVersions.values()]
    .filter(
      ({ status, kind, productId, currency }) =>
        status === "PUBLISHED" &&
        kind === "PLAN" &&
        productId === own?.productId &&
        currency === own?.currency,
    )
    .map((version) => offerView(version, catalog))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The migration of a plan that was asked for last, on its way or done. */
export async function findMigration(
  ctx: Context,
  planId: PlanId,
): Promise<MigrationView | undefined> {
  const [last] = await loadMigrations(reader, ctx.organizationId, { planId, limit: 1 });
  return last && migrationView(last);
}

/** So many are told. */
const TOLD = 100;

/** Newest first. @throws DomainError `not_found` for a plan that is not the organization's. */
export async function listMigrations(
  ctx: Context,
  planId: PlanId,
): Promise<readonly MigrationView[]> {
  const { planVersions } = await loadCatalog(reader, ctx.organizationId);
  const isKnown = [...planVersions.values()].some((version) => version.planId === planId);
  const found = await loadMigrations(reader, ctx.organizationId, { planId, limit: TOLD });
  if (!isKnown && found.length === 0) throw notFound("plan", idText("plan", planId));
  return found.map(migrationView);
}
