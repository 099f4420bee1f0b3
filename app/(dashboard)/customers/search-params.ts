import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { CUSTOMER_SORTS, CUSTOMER_STATUSES, CustomerQuery } from "@/lib/customer/schema";
import { parseAsCursor } from "../cursor-param";

const params = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral([...CUSTOMER_STATUSES, "ALL"]),
  sort: parseAsStringLiteral(CUSTOMER_SORTS),
  after: parseAsCursor,
};

export const loadCustomerParams = createLoader(params);
export type CustomerParams = Awaited<ReturnType<typeof loadCustomerParams>>;

/** Archived customers are shown only when asked for. */
export const customerQuery = ({ q, status, sort, after }: CustomerParams): CustomerQuery =>
  CustomerQuery.parse({
    search: q.trim().slice(0, 200),
    status: status === "ALL" ? null : (status ?? "ACTIVE"),
    sort: sort ?? "created",
    cursor: after,
  });

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status, after }: CustomerParams): boolean =>
  q !== "" || status !== null || after !== null;
