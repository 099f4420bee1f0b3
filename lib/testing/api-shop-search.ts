/** What searches look like. */
import type { Examples, Ids } from "./api-example";

const search = (filter: object, sort: string, own: object) => ({
  body: {
    filters: [filter],
    sort: [{ field: sort, direction: "asc" }],
    start_time: "2020-01-01T00:00:00Z",
    limit: 10,
    ...own,
  },
  required: [],
});

/** Around now, since a shop is made now. */
const lately = () => {
  const now = Date.now();
  const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
  return { start_time: at(-7), end_time: at(1) };
};

export const searchExamples = ({ customerId, meterId, planId, featureId }: Ids): Examples => ({
  "post /events/usage": {
    body: {
      event_name: "contact.exported",
      aggregation_type: "COUNT",
      external_customer_id: "flex-1",
      window_size: "DAY",
      ...lately(),
    },
    required: ["event_name", "aggregation_type"],
  },
  "post /events/usage/meter": {
    body: { meter_id: meterId, external_customer_id: "flex-1", ...lately() },
    required: ["meter_id"],
  },
  "post /events/analytics": {
    body: { external_customer_id: "flex-1", window_size: "DAY", ...lately() },
    required: ["external_customer_id"],
  },
  "post /customers/search": search(
    { field: "name", operator: "contains", data_type: "string", value: { string: "fle" } },
    "external_id",
    { external_ids: ["flex-1", "new-1"] },
  ),
  "post /features/search": search(
    { field: "name", operator: "contains", data_type: "string", value: { string: "export" } },
    "lookup_key",
    { lookup_keys: ["contact_export"], status: "published" },
  ),
  "post /plans/search": search(
    { field: "name", operator: "eq", data_type: "string", value: { string: "Growth" } },
    "created_at",
    { status: "published" },
  ),
  "post /prices/search": search(
    { field: "plan_id", operator: "eq", data_type: "string", value: { string: planId } },
    "created_at",
    { plan_ids: [planId] },
  ),
  "post /entitlements/search": search(
    { field: "feature_id", operator: "not_in", data_type: "array", value: { array: [featureId] } },
    "created_at",
    { entity_ids: [planId] },
  ),
  "post /subscriptions/search": search(
    { field: "plan_name", operator: "eq", data_type: "string", value: { string: "Growth" } },
    "start_date",
    { customer_id: customerId },
  ),
  "post /invoices/search": search(
    { field: "amount_due", operator: "gt", data_type: "number", value: { number: 1 } },
    "amount_due",
    { customer_id: customerId },
  ),
});
