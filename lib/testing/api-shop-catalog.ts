/** What calls of the catalogue's operations look like. */
import type { Examples, Ids } from "./api-example";

export const catalogExamples = ({ featureId, planId }: Ids): Examples => ({
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
  "post /prices": {
    body: { plan_id: planId, type: "FIXED", amount: "9", billing_period: "MONTHLY" },
    required: ["plan_id", "type"],
    ids: ["plan_id"],
  },
  "post /entitlements": {
    body: { plan_id: planId, feature_id: featureId, usage_limit: "10" },
    required: ["plan_id", "feature_id"],
    ids: ["plan_id", "feature_id"],
  },
});
