import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { type CustomerId, newId } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import type { CustomerRow } from "../rules/customer";
import type { CustomerInput, CustomerView } from "../schema";
import { insertCustomer, loadOrganizationZone } from "../store";
import { customerView } from "../view";

/** @throws DomainError `already_exists` if another customer, archived ones included, has the external id. */
export function createCustomer(ctx: Context, input: CustomerInput): Promise<CustomerView> {
  return transact(ctx, async (tx) => {
    const customer: CustomerRow = {
      ...input,
      id: newId<CustomerId>(),
      name: input.name || input.externalId,
      timezone: input.timezone || (await loadOrganizationZone(tx, ctx.organizationId)),
      archivedAt: null,
      createdAt: ctx.at,
      updatedAt: ctx.at,
    };
    if (!(await insertCustomer(tx, ctx.organizationId, customer))) {
      throw externalIdTaken(customer.externalId);
    }
    const view = customerView(customer);
    await recordAudit(tx, ctx, {
      action: "customer.created",
      entity: "customer",
      entityId: customer.id,
      customerId: customer.id,
      after: view,
    });
    await publish(tx, ctx, [{ type: "customer.created", customerId: customer.id, data: view }]);
    return view;
  });
}

export const externalIdTaken = (value: string) =>
  new DomainError("already_exists", "Another customer has this external id", {
    entity: "customer",
    field: "externalId",
    value,
  });
