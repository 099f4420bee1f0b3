/** A catalogue made by the client alone: exports at five credits each, sold in a plan. */
import type { Merchant } from "./merchant";

/** 149 USD and 2,000 credits a month; a hundred exports, counted by their rows. */
export async function aGrowthPlan({ sdk, post }: Merchant) {
  const feature = await sdk.features.createFeature({
    name: "Contact export",
    lookupKey: "contact_export",
    type: "metered",
    unitSingular: "row",
    unitPlural: "rows",
    meter: {
      name: "Contact export",
      eventName: "contact.exported",
      aggregation: { type: "SUM", field: "rows" },
      resetUsage: "BILLING_PERIOD",
    },
  });
  // What a unit costs in credits is not the dialect's to say.
  const cost = { credits_per_unit: "5" };
  const priced = await post(`/features/${feature.id}/credit-costs`, cost);
  if (priced.status !== 201) throw new Error(await priced.text());
  const plan = await sdk.plans.createPlan({ name: "Growth", lookupKey: "growth" });
  const price = await sdk.prices.createPrice({
    ...{ entityId: plan.id ?? "", entityType: "PLAN", type: "FIXED", amount: "149" },
    ...{ currency: "USD", priceUnitType: "FIAT", billingModel: "FLAT_FEE" },
    ...{ billingCadence: "RECURRING", billingPeriod: "MONTHLY", invoiceCadence: "ADVANCE" },
  });
  const entitlement = await sdk.entitlements.createEntitlement({
    ...{ planId: plan.id ?? "", featureId: feature.id ?? "", featureType: "metered" },
    ...{ isEnabled: true, usageLimit: 100, usageResetPeriod: "MONTHLY" },
  });
  const grant = await sdk.creditGrants.createCreditGrant({
    ...{ name: "Monthly credits", scope: "PLAN", planId: plan.id ?? "", credits: "2000" },
    ...{ cadence: "RECURRING", period: "MONTHLY", expirationType: "NEVER", priority: 20 },
  });
  return { feature, plan, price, entitlement, grant };
}

/** A customer who runs on it. */
export async function aSubscriber(merchant: Merchant, externalId = "acme") {
  const catalog = await aGrowthPlan(merchant);
  const customer = await merchant.sdk.customers.createCustomer({ externalId, name: "Acme" });
  const subscription = await merchant.sdk.subscriptions.createSubscription({
    ...{ externalCustomerId: externalId, planId: catalog.plan.id ?? "", currency: "USD" },
    ...{ billingCadence: "RECURRING", billingPeriod: "MONTHLY", billingCycle: "anniversary" },
  });
  return { ...catalog, customer, subscription };
}
