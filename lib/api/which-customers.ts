/** The customers that the items of a body name, looked up together (API.md §1.3). */
import type { Context } from "@/lib/context";
import { findCustomerIds, findKnownCustomers } from "@/lib/customer/reads/named";
import { invalidField, notFound } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";

type Named = {
  readonly customer_id?: CustomerId | undefined;
  readonly external_customer_id?: string | undefined;
};

export type CustomersNamed = {
  /** Undefined if the item names none. */
  readonly of: (item: Named) => CustomerId | undefined;
};

/** @throws DomainError `not_found`; `validation_error` for an item that names two. */
export async function customersNamed(
  ctx: Context,
  items: readonly Named[],
): Promise<CustomersNamed> {
  const ids = items.flatMap((item) => item.customer_id ?? []);
  const externalIds = items.flatMap((item) => item.external_customer_id ?? []);
  const known = await findKnownCustomers(ctx, ids);
  const byExternalId = await findCustomerIds(ctx, externalIds);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown) throw notFound("customer", idText("cus", unknown));
  const nobody = externalIds.find((externalId) => !byExternalId.has(externalId));
  if (nobody !== undefined) throw notFound("customer", nobody);
  const idOf = ({ external_customer_id: externalId, customer_id: id }: Named) =>
    id ?? (externalId === undefined ? undefined : byExternalId.get(externalId));
  for (const [index, item] of items.entries()) refuseTwo(item, { index, byExternalId });
  return { of: idOf };
}

function refuseTwo(
  { external_customer_id: externalId, customer_id: id }: Named,
  known: { readonly index: number; readonly byExternalId: ReadonlyMap<string, CustomerId> },
): void {
  if (id === undefined || externalId === undefined) return;
  if (known.byExternalId.get(externalId) === id) return;
  const message = "This is not the customer that customer_id names";
  throw invalidField(`items.${known.index}.external_customer_id`, message);
}
