/** Customers by what callers call them, many at once. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, idFromRow } from "@/lib/ids";

/** The ids of those that the organization has, by external id. */
export async function findCustomerIds(
  ctx: Context,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerId>> {
  if (externalIds.length === 0) return new Map();
  const rows = await readSql(
    `SELECT external_id, id FROM customer
     WHERE organization_id = $1::uuid AND external_id = ANY($2::text[])`,
    [ctx.organizationId, [...externalIds]],
  );
  return new Map(
    rows.map(({ external_id, id }) => [String(external_id), idFromRow<CustomerId>(id)]),
  );
}

/** Of these ids, those that the organization has. */
export async function findKnownCustomers(
  ctx: Context,
  ids: readonly CustomerId[],
): Promise<ReadonlySet<CustomerId>> {
  if (ids.length === 0) return new Set();
  const rows = await readSql(
    `SELECT id FROM customer WHERE organization_id = $1::uuid AND id = ANY($2::uuid[])`,
    [ctx.organizationId, [...ids]],
  );
  return new Set(rows.map(({ id }) => idFromRow<CustomerId>(id)));
}
