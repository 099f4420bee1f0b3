import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { queueJob } from "@/lib/db/queue-job";
import { atInstant, transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField } from "@/lib/errors";
import { type CustomerId, newId, type TestClockId } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import type { CustomerRow } from "../rules/customer";
import type { CustomerInput, CustomerView } from "../schema";
import { insertCustomer, loadClockTime, loadOrganizationZone } from "../store";
import { customerView } from "../view";

/**
 * A customer that names a test clock begins at that clock's time, and lives at it from then on.
 *
 * @throws DomainError `already_exists` if another customer, archived ones included, has the external
 *   id; `validation_error` for a test clock that the organization does not have.
 */
export function createCustomer(asking: Context, input: CustomerInput): Promise<CustomerView> {
  return transact(asking, async (tx) => {
    const ctx = await onItsClock(tx, asking, input.testClockId);
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
    await replayItsEvents(tx, ctx, customer.externalId);
    await publish(tx, ctx, [{ type: "customer.created", customerId: customer.id, data: view }]);
    return view;
  });
}

/**
 * Events that came before their customer wait for it. Not at once: its wallet and plan mostly come
 * right after it, and an event may be on its way still.
 */
const replayItsEvents = (tx: Tx, { organizationId }: Context, externalCustomerId: string) =>
  queueJob(tx, {
    name: "replay-waiting",
    payload: { organizationId, externalCustomerId },
    inSeconds: 60,
  });

async function onItsClock(tx: Tx, ctx: Context, id: TestClockId | null): Promise<Context> {
  if (id === null) return ctx;
  const at = await loadClockTime(tx, ctx.organizationId, id);
  if (at === undefined) throw invalidField("testClockId", "There is no such test clock here");
  return atInstant(ctx, at);
}

export const externalIdTaken = (value: string) =>
  new DomainError("already_exists", "Another customer has this external id", {
    entity: "customer",
    field: "externalId",
    value,
  });
