import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { CustomerId } from "@/lib/ids";
import { cursorText, readCursor } from "./rules/cursor";
import type { CustomerPage, CustomerQuery, CustomerView } from "./schema";
import { CUSTOMER_COLUMNS, customerFromRow } from "./store";
import { customerView } from "./view";

export async function findCustomer(
  ctx: Context,
  id: CustomerId,
): Promise<CustomerView | undefined> {
  const [row] = await readSql(
    `SELECT ${CUSTOMER_COLUMNS} FROM customer WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [ctx.organizationId, id],
  );
  return row && customerView(customerFromRow(row));
}

export async function findCustomerByExternalId(
  ctx: Context,
  externalId: string,
): Promise<CustomerView | undefined> {
  const [row] = await readSql(
    `SELECT ${CUSTOMER_COLUMNS} FROM customer
     WHERE organization_id = $1::uuid AND external_id = $2::text`,
    [ctx.organizationId, externalId],
  );
  return row && customerView(customerFromRow(row));
}

/** The id alone, for callers that name a customer in their own words. */
export async function findCustomerId(
  ctx: Context,
  externalId: string,
): Promise<CustomerId | undefined> {
  const [row] = await readSql(
    `SELECT ${CUSTOMER_COLUMNS} FROM customer
     WHERE organization_id = $1::uuid AND external_id = $2::text`,
    [ctx.organizationId, externalId],
  );
  return row && customerFromRow(row).id;
}

/** What an index can serve: newest first, or by name from A. */
const ORDERS = {
  created: { key: "created_at", type: "timestamptz", direction: "DESC", beyond: "<" },
  name: { key: "name", type: "text", direction: "ASC", beyond: ">" },
} as const;

/** Statement parts shared with the list with figures of `report`. Parameters: $1 organization, $2 pattern, $3 status. */
export const CUSTOMER_FILTER = `customer.organization_id = $1::uuid
  AND ($2::text IS NULL OR lower(customer.name || ' ' || customer.external_id || ' ' ||
    coalesce(customer.email, '')) LIKE $2::text)
  AND ($3::text IS NULL OR ($3::text = 'ARCHIVED') = (customer.archived_at IS NOT NULL))`;

export const filterParams = (
  ctx: Context,
  { search, status }: Pick<CustomerQuery, "search" | "status">,
) => [ctx.organizationId, search ? containing(search) : null, status];

/** @throws DomainError `validation_error` for a cursor that no list gave. */
export async function listCustomers(ctx: Context, query: CustomerQuery): Promise<CustomerPage> {
  const [page, [counted]] = await Promise.all([
    listCustomersUncounted(ctx, query),
    readSql(
      `SELECT count(*)::int AS total FROM customer WHERE ${CUSTOMER_FILTER}`,
      filterParams(ctx, query),
    ),
  ]);
  return { ...page, total: Number(counted?.total) };
}

/** A page of the same, for who walks them all and need not know how many there are. */
export async function listCustomersUncounted(
  ctx: Context,
  query: CustomerQuery,
): Promise<Omit<CustomerPage, "total">> {
  const { key, type, direction, beyond } = ORDERS[query.sort];
  const after = query.cursor === null ? null : readCursor(query.cursor);
  const rows = await readSql(
    `SELECT ${CUSTOMER_COLUMNS} FROM customer
     WHERE ${CUSTOMER_FILTER}
       AND ($4::text IS NULL OR (customer.${key}, customer.id) ${beyond} ($4::text::${type}, $5::uuid))
     ORDER BY customer.${key} ${direction}, customer.id ${direction}
     LIMIT $6::int + 1 OFFSET $7::int`,
    [
      ...filterParams(ctx, query),
      ...[after?.key ?? null, after?.id ?? null, query.limit, query.offset],
    ],
  );
  const items = rows.slice(0, query.limit).map((row) => customerView(customerFromRow(row)));
  const last = rows[query.limit - 1];
  return {
    items,
    nextCursor: rows.length > query.limit && last ? cursorOf(last, query.sort) : null,
  };
}

function cursorOf(row: Readonly<Record<string, unknown>>, sort: CustomerQuery["sort"]): string {
  const { id, name, createdAt } = customerFromRow(row);
  return cursorText({ key: sort === "name" ? name : createdAt.toISOString(), id });
}

/** A LIKE pattern for text that contains `search`, its own wildcards taken literally. */
const containing = (search: string) => `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
