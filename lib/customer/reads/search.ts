import type { Context } from "@/lib/context";
import {
  archivedField,
  type Search,
  type SearchField,
  searchRows,
  stampFields,
} from "@/lib/db/search";
import type { CustomerView } from "../schema";
import { CUSTOMER_COLUMNS, customerFromRow } from "../store";
import { customerView } from "../view";

/** What customers may be searched by. */
export const CUSTOMER_FIELDS = {
  id: { kind: "id", sql: "customer.id" },
  externalId: { kind: "text", sql: "customer.external_id" },
  name: { kind: "text", sql: "customer.name" },
  email: { kind: "text", sql: "customer.email" },
  timezone: { kind: "text", sql: "customer.timezone" },
  country: { kind: "text", sql: "customer.address_country" },
  status: archivedField("customer"),
  ...stampFields("customer"),
} as const satisfies Record<string, SearchField>;

export async function searchCustomers(
  ctx: Context,
  search: Search,
): Promise<{ readonly items: readonly CustomerView[]; readonly total: number }> {
  const { rows, total } = await searchRows(search, {
    columns: CUSTOMER_COLUMNS,
    tables: "customer",
    where: "customer.organization_id = $1::uuid",
    params: [ctx.organizationId],
    id: "customer.id",
  });
  return { items: rows.map((row) => customerView(customerFromRow(row))), total };
}
