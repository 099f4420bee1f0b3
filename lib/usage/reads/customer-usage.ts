/** What a customer has of each feature, and what is used of it in the period that runs. */

import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, type FeatureId, idFromRow, idText, type SubscriptionId } from "@/lib/ids";
import { windowEnd, windowStart } from "@/lib/metering/rules/window";
import { creditsFromRow, creditsText, nanocredits } from "@/lib/money/credits";
import { addMoney, moneyText } from "@/lib/money/money";
import { NOTHING_USED, ONE_UNIT, quantityFromRow, quantityText } from "@/lib/money/quantity";
import { NOTHING_OWED, notable } from "@/lib/rating/rules/owing";
import { currencyOf, isOrderFree, type UsePrice } from "@/lib/rating/rules/rate";
import { termsOf } from "@/lib/subscription/rules/terms";
import { type Counters, stateOf } from "../rules/decide-use";
import { type PricedUse, priceUse } from "../rules/plan-uses";
import { anchorOf, type CustomerFacts, liveAt } from "../rules/terms";
import type { CustomerUsageView, EntitlementSource, FeatureUseView } from "../schema/access";
import { loadCounters } from "../store/counters";
import { loadCustomerFactsById } from "../store/customer-facts";
import { entitlementView } from "../view/entitlement";
import { loadUsedApart } from "./used-apart";

const tx = { sql: readSql };

/** Which features are told; what is told of one is the customer's whole use of it all the same. */
export type WantedUse = {
  /** By id or by key: those that either names. */
  readonly featureIds?: readonly FeatureId[] | undefined;
  readonly featureKeys?: readonly string[] | undefined;
  /** And only what one of these entitles to. */
  readonly subscriptionIds?: readonly SubscriptionId[] | undefined;
};

/** Every feature that the customer has by plan or by price, and what a plan takes away. */
export async function findCustomerUsage(
  asking: Context,
  customerId: CustomerId,
  wanted: WantedUse = {},
): Promise<CustomerUsageView | undefined> {
  const ctx = await onClock(asking, customerId);
  const customer = await loadCustomerFactsById(tx, ctx.organizationId, customerId, ctx.at);
  if (!customer) return undefined;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const period = periodOf(customer, ctx.at);
  const uses = [...catalog.features.values()]
    .filter((feature) => !feature.isArchived && isNamed(feature, wanted))
    .map((feature) => useOfOne(feature, { ctx, customer, catalog }))
    .filter(isConcerned)
    .filter((use) => isEntitledBy(use, { ids: wanted.subscriptionIds, catalog, at: ctx.at }));
  const counters = await loadCounters(
    tx,
    uses
      .flatMap(({ usedCounter, priceCounter }) => [usedCounter, priceCounter])
      .filter((key) => key !== null),
  );
  const used = await usedSince(customerId, period.start);
  const apart = await loadUsedApart(uses);
  return {
    customerId: idText("cus", customerId),
    periodStart: period.start.toISOString(),
    periodEnd: period.end.toISOString(),
    features: uses.map((use) => featureUse(use, { counters, used, apart, at: ctx.at, catalog })),
  };
}

type Asked = { readonly ctx: Context; readonly customer: CustomerFacts; readonly catalog: Catalog };

const useOfOne = (feature: Feature, { ctx, customer, catalog }: Asked): PricedUse => {
  const moment = { countedAt: ctx.at, occurredAt: ctx.at, ...NOBODYS };
  return priceUse(feature, { value: ONE_UNIT, distinct: null }, { moment, customer, catalog });
};

function isNamed({ id, key }: Feature, { featureIds, featureKeys }: WantedUse): boolean {
  if (!featureIds && !featureKeys) return true;
  return (featureIds?.includes(id) || featureKeys?.includes(key)) ?? false;
}

type Entitling = Pick<Known, "catalog" | "at"> & { readonly ids: WantedUse["subscriptionIds"] };

function isEntitledBy(use: PricedUse, { ids, ...known }: Entitling): boolean {
  if (!ids) return true;
  const wanted = new Set(ids.map((id) => idText("sub", id)));
  return sourcesOf(use, known).some(({ subscriptionId }) => wanted.has(subscriptionId));
}

const NOBODYS = { member: null, groupId: null, properties: {} } as const;

/** Not shown: what neither a plan nor a price speaks of. */
const isConcerned = ({ feature, terms }: PricedUse) =>
  terms.access.isAllowed || terms.price !== null || feature.type !== "METERED";

function periodOf(customer: CustomerFacts, at: Date): { start: Date; end: Date } {
  const [first] = liveAt(customer.subscriptions, at);
  const anchor = anchorOf(customer, first ?? null, at);
  const start = windowStart("BILLING_PERIOD", at, anchor);
  const end = first?.currentPeriodEnd ?? windowEnd("MONTH", at, anchor) ?? at;
  return { start, end };
}

type Period = FeatureUseView["period"];
const NOTHING: Period = { quantity: "0", credits: "0", events: 0, refused: 0 };

/** From the roll-ups, to the hour that the period began in. */
async function usedSince(
  customerId: CustomerId,
  since: Date,
): Promise<ReadonlyMap<FeatureId, Period>> {
  const rows = await readSql(
    `SELECT feature_id, sum(quantity)::numeric(38,9)::text AS quantity,
       sum(credits)::numeric(38,9)::text AS credits, sum(events)::int AS events,
       sum(refused)::int AS refused
     FROM usage_hour WHERE customer_id = $1::uuid AND hour >= date_trunc('hour', $2::timestamptz)
     GROUP BY feature_id`,
    [customerId, since],
  );
  return new Map(
    rows.map((row) => [
      idFromRow<FeatureId>(row.feature_id),
      {
        quantity: quantityText(quantityFromRow(row.quantity)),
        credits: creditsText(creditsFromRow(row.credits)),
        events: Number(row.events),
        refused: Number(row.refused),
      },
    ]),
  );
}

type Known = {
  readonly counters: Counters;
  readonly used: ReadonlyMap<FeatureId, Period>;
  readonly apart: ReadonlyMap<FeatureId, FeatureUseView["apart"]>;
  readonly at: Date;
  readonly catalog: Catalog;
};

function featureUse(use: PricedUse, { counters, used, apart, at, catalog }: Known): FeatureUseView {
  const { feature, terms } = use;
  const counted = use.usedKey === null ? undefined : counters.get(use.usedKey)?.quantity;
  const isMetered = feature.type === "METERED";
  return {
    featureId: idText("feat", feature.id),
    featureKey: feature.key,
    featureName: feature.name,
    featureType: feature.type,
    unitSingular: feature.unitSingular,
    unitPlural: feature.unitPlural,
    reportingUnit: feature.reportingUnit,
    isAllowed: terms.access.isAllowed,
    entitlement: entitlementView({ terms, isMetered, used: counted ?? NOTHING_USED, at }),
    sources: sourcesOf(use, { catalog, at }),
    apart: apart.get(feature.id) ?? [],
    creditsPerUnit: creditsPerUnit(terms.price),
    owed: owedFor(use, counters),
    period: used.get(feature.id) ?? NOTHING,
  };
}

/** Invoiced within the period or not yet: what the use of it asks in money. */
function owedFor({ price, priceKey }: PricedUse, counters: Counters): FeatureUseView["owed"] {
  const currency = price && currencyOf(price);
  if (currency === null) return null;
  const { owing = NOTHING_OWED } = stateOf(counters, priceKey);
  return { currency, amount: moneyText(addMoney(owing.owed, notable(owing))) };
}

function creditsPerUnit(price: UsePrice | null): string | null {
  if (price === null || !isOrderFree(price, ONE_UNIT)) return null;
  const { pricing } = price;
  return pricing.model === "PER_UNIT" ? creditsText(nanocredits(pricing.unitAmount)) : null;
}

function sourcesOf(
  { feature, customer }: PricedUse,
  { catalog, at }: Pick<Known, "catalog" | "at">,
): EntitlementSource[] {
  return liveAt(customer.subscriptions, at).flatMap((subscription) => {
    const version = termsOf(catalog, subscription, at);
    const listed = version?.entitlements.filter(({ featureId }) => featureId === feature.id) ?? [];
    return listed.map((one) => ({
      entitlementId: idText("ent", one.id),
      subscriptionId: idText("sub", subscription.id),
      planId: idText("plan", subscription.planId),
      planName: version?.planName ?? "",
      isEnabled: one.isEnabled,
      includedUnits: one.includedUnits === null ? null : quantityText(one.includedUnits),
      usageLimit: one.usageLimit === null ? null : quantityText(one.usageLimit),
      isSoftLimit: one.isSoftLimit,
      reset: one.reset,
      per: one.per,
      staticValue: one.staticValue,
    }));
  });
}
