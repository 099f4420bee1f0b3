/** What calls of the catalogue's operations look like. */
import type { Caller } from "./api";
import type { Examples, Ids } from "./api-example";

export const catalogExamples = (ids: Ids): Examples => ({
  ...planExamples(ids),
  ...sellingExamples(ids),
});

/** What plans belong to and what is sold on top of them. */
const sellingExamples = ({ productId, addonId, packId }: Ids): Examples => ({
  "post /products": {
    body: { name: "Enrichment", lookup_key: "enrichment" },
    required: ["name"],
  },
  "put /products/{productId}": {
    params: { productId },
    body: { description: "All that finds contacts" },
    required: [],
  },
  "post /addons": {
    body: { name: "More credits", lookup_key: "more_credits", type: "multiple_instance" },
    required: ["name", "lookup_key"],
  },
  "put /addons/{addonId}": {
    params: { addonId },
    body: { description: "Credits each month" },
    required: [],
  },
  "post /packs": {
    body: { name: "Starter", credits: "1000", price: "29", expires_after_days: 365 },
    required: ["name", "credits", "price"],
    amounts: ["credits"],
  },
  "put /packs/{packId}": {
    params: { packId },
    body: {
      ...{ name: "Growth", credits: "6000", price: "99", priority: 5 },
      ...{ min_quantity: 2, max_quantity: 10, quantity_step: 2, max_per_customer: 40 },
      ...{ plan_ids: [], visibility: "HIDDEN" },
    },
    required: ["name", "credits", "price"],
    amounts: ["credits"],
  },
  "post /prices/quote": {
    body: {
      ...{ billing_model: "TIERED", tier_mode: "SLAB", quantity: "25" },
      tiers: [
        { up_to: "10", unit_amount: "2" },
        { up_to: "20", unit_amount: "1" },
        { unit_amount: "0.5" },
      ],
    },
    required: ["quantity"],
  },
  "post /prices/units": {
    body: {
      ...{ code: "minutes", name: "minutes", singular: "minute" },
      ...{ precision: 0, conversion_rate: "0.02" },
    },
    required: ["code", "name"],
    amounts: ["conversion_rate"],
  },
  "put /prices/units/{code}": {
    params: { code: "credits" },
    body: { name: "credits", singular: "credit" },
    required: ["name"],
  },
});

const planExamples = ({ featureId, planId, entitlementId }: Ids): Examples => ({
  "post /features": {
    body: { name: "Search", lookup_key: "search", type: "boolean" },
    required: ["name"],
  },
  "put /features/{featureId}": {
    params: { featureId: featureId },
    body: { name: "Renamed" },
    required: [],
  },
  "post /features/{featureId}/credit-costs": {
    params: { featureId: featureId },
    body: { credits_per_unit: "3", effective_from: "2099-01-01T00:00:00Z" },
    required: ["credits_per_unit"],
  },
  "post /plans": { body: { name: "Scale", description: "Big" }, required: ["name"] },
  "put /plans/{planId}": {
    params: { planId: planId },
    body: { name: "Renamed" },
    required: [],
  },
  "put /plans/{planId}/draft": {
    params: { planId },
    body: { commitment: { amount: "50000", period: "ANNUAL", shortfall: "TRUE_UP" } },
    required: [],
  },
  "post /prices": {
    body: { plan_id: planId, type: "FIXED", amount: "9", billing_period: "MONTHLY" },
    required: ["plan_id", "type"],
    ids: ["plan_id"],
  },
  "put /entitlements/{entitlementId}": {
    params: { entitlementId },
    body: { usage_limit: "20", usage_reset_period: "WEEKLY" },
    required: [],
  },
  "post /entitlements": {
    body: { plan_id: planId, feature_id: featureId, usage_limit: "10" },
    required: ["plan_id", "feature_id"],
    ids: ["plan_id", "feature_id"],
  },
});

async function madeBy(caller: Caller, path: string, body: object): Promise<string> {
  const answer = await caller.post(path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** In the draft that follows what was published; of a feature of its own. */
export async function anEntitlementBy(caller: Caller, planId: string): Promise<string> {
  const feature = { name: "Seats", meter: { event_name: "seat.used" } };
  const featureId = await madeBy(caller, "/features", feature);
  const allowed = { plan_id: planId, feature_id: featureId, usage_limit: "10" };
  return madeBy(caller, "/entitlements", allowed);
}

export const aPlanGrantBy = (caller: Caller, planId: string): Promise<string> =>
  madeBy(caller, "/creditgrants", {
    ...{ plan_id: planId, name: "Monthly", scope: "PLAN", credits: "10", cadence: "RECURRING" },
    ...{ period: "MONTHLY", expiration_type: "NEVER" },
  });

export const aPackBy = (caller: Caller): Promise<string> =>
  madeBy(caller, "/packs", { name: "Growth", credits: "5000", price: "99" });

export const aProductBy = (caller: Caller): Promise<string> =>
  madeBy(caller, "/products", { name: "Outreach", lookup_key: "outreach", single_active: false });

/** Monthly, and published. */
export async function anAddOnBy(caller: Caller): Promise<string> {
  const id = await madeBy(caller, "/addons", { name: "Mailboxes", lookup_key: "mailboxes" });
  const price = { entity_type: "ADDON", entity_id: id, type: "FIXED", amount: "25" };
  await madeBy(caller, "/prices", { ...price, billing_period: "MONTHLY", price_unit: "credits" });
  const { status, body } = await caller.post(`/addons/${id}/publish`, {});
  if (status !== 200) throw new Error(JSON.stringify(body));
  return id;
}
