/** Wherever a body names a customer: by `customer_id` or by `external_customer_id` (API.md §1.3). */
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
export async function customerNamed(ctx: Context, named: Named): Promise<CustomerId> {
  const { customer_id: id, external_customer_id: externalId } = named;
  const byExternalId =
    externalId === undefined ? undefined : await findByExternalId(ctx, externalId);
  if (id === undefined) {
    if (byExternalId) return byExternalId;
    throw invalidField(
      "external_customer_id",
      "Name a customer: customer_id or external_customer_id",
    );
  }
  if (byExternalId !== undefined && byExternalId !== id) {
    throw invalidField("external_customer_id", "This is not the customer that customer_id names");
  }
  if (!(await findCustomer(ctx, id))) throw notFound("customer", idText("cus", id));
  return id;
}

async function findByExternalId(ctx: Context, externalId: string): Promise<CustomerId> {
  const found = await findCustomerId(ctx, externalId);
  if (!found) throw notFound("customer", externalId);
  return found;
}
