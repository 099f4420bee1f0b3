/** Wherever a call names a customer: by the id or by the caller's own (API.md §1.3). */
import type { Context } from "@/lib/context";
import { findCustomer, findCustomerId } from "@/lib/customer/reads";
import { ExternalId } from "@/lib/customer/schema";
import { invalidField, notFound } from "@/lib/errors";
import { CustomerId, idText } from "@/lib/ids";

/** The two keys, for a body's shape. */
export const WhichCustomer = {
  customer_id: CustomerId.optional(),
  external_customer_id: ExternalId.optional(),
};

type Named = {
  readonly customer_id?: CustomerId | undefined;
  readonly external_customer_id?: string | undefined;
};

/** @throws DomainError `validation_error` if none is named, or two; `not_found`. */
export const customerNamed = (ctx: Context, named: Named): Promise<CustomerId> =>
  customerCalled(ctx, [
    ["customer_id", named.customer_id],
    ["external_customer_id", named.external_customer_id],
  ]);

/** The same of a query, whose two parameters have names of their own. */
export const customerAsked = (
  ctx: Context,
  [[idName, id], [keyName, key]]: Calls,
): Promise<CustomerId> =>
  customerCalled(ctx, [
    [`query.${idName}`, id],
    [`query.${keyName}`, key],
  ]);

/** By which field it is named, and how: by its id, by the caller's own. */
type Calls = readonly [
  readonly [string, CustomerId | undefined],
  readonly [string, string | undefined],
];

async function customerCalled(ctx: Context, [byId, byKey]: Calls): Promise<CustomerId> {
  const [[idField, id], [keyField, externalId]] = [byId, byKey];
  const byExternalId =
    externalId === undefined ? undefined : await findByExternalId(ctx, externalId);
  if (id === undefined) {
    if (byExternalId) return byExternalId;
    throw invalidField(keyField, `Name a customer: ${nameOf(idField)} or ${nameOf(keyField)}`);
  }
  if (byExternalId !== undefined && byExternalId !== id) {
    throw invalidField(keyField, `This is not the customer that ${nameOf(idField)} names`);
  }
  if (!(await findCustomer(ctx, id))) throw notFound("customer", idText("cus", id));
  return id;
}

const nameOf = (field: string) => field.replace("query.", "");

async function findByExternalId(ctx: Context, externalId: string): Promise<CustomerId> {
  const found = await findCustomerId(ctx, externalId);
  if (!found) throw notFound("customer", externalId);
  return found;
}
