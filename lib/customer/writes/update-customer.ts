import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import { onClock } from "../reads/clock";
import type { CustomerRow } from "../rules/customer";
import type { CustomerChanges, CustomerView } from "../schema";
import { isExternalIdClash, isExternalIdTaken, lockCustomer, updateCustomerRow } from "../store";
import { customerView } from "../view";
import { externalIdTaken } from "./create-customer";

/**
 * Changes what is named and leaves the rest. A new zone counts from now on: running
 * subscriptions keep the zone that they copied at their start.
 *
 * @throws DomainError `not_found`; `already_exists` if another customer has the external id.
 */
export async function updateCustomer(
  asking: Context,
  id: CustomerId,
  changes: CustomerChanges,
): Promise<CustomerView> {
  const ctx = await onClock(asking, id);
  const written = transact(ctx, async (tx) => {
    const before = await lockCustomer(tx, ctx.organizationId, id);
    if (!before) throw notFound("customer", idText("cus", id));

    const after = changed(before, changes, ctx.at);
    const isRenamed = after.externalId !== before.externalId;
    if (isRenamed && (await isExternalIdTaken(tx, ctx.organizationId, after.externalId))) {
      throw externalIdTaken(after.externalId);
    }
    await updateCustomerRow(tx, after);
    const view = customerView(after);
    await recordAudit(tx, ctx, {
      action: "customer.updated",
      entity: "customer",
      entityId: id,
      customerId: id,
      before: customerView(before),
      after: view,
    });
    await publish(tx, ctx, [{ type: "customer.updated", customerId: id, data: view }]);
    return view;
  });
  // Two customers may ask for one external id at the same time; the index lets one have it.
  return written.catch((error) => {
    throw isExternalIdClash(error) ? externalIdTaken(changes.externalId ?? "") : error;
  });
}

function changed(before: CustomerRow, changes: CustomerChanges, at: Date): CustomerRow {
  return {
    ...before,
    externalId: changes.externalId ?? before.externalId,
    name: changes.name ?? before.name,
    email: changes.email ?? before.email,
    timezone: changes.timezone ?? before.timezone,
    address: mergedAddress(before.address, changes.address),
    metadata: changes.metadata ?? before.metadata,
    updatedAt: at,
  };
}

const mergedAddress = (
  before: CustomerRow["address"],
  changes: CustomerChanges["address"],
): CustomerRow["address"] => ({
  line1: changes?.line1 ?? before.line1,
  line2: changes?.line2 ?? before.line2,
  city: changes?.city ?? before.city,
  state: changes?.state ?? before.state,
  postalCode: changes?.postalCode ?? before.postalCode,
  country: changes?.country ?? before.country,
});
