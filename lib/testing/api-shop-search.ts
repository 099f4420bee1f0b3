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

export const searchExamples = ({ customerId }: Ids): Examples => ({
  "post /customers/search": search(
    { field: "name", operator: "contains", data_type: "string", value: { string: "fle" } },
    "external_id",
    { external_ids: ["flex-1", "new-1"] },
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
