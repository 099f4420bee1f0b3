import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import { type CustomerId, idText } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import { onClock } from "../reads/clock";
import { archiveObstacles } from "../rules/customer";
import type { CustomerView } from "../schema";
import { lockCustomer, lockTies, updateCustomerRow } from "../store";
import { customerView } from "../view";

/**
 * Takes a customer out of use; its books stay, and so does its external id. This is what
 * deleting means. Archived before: the same answer again.
 *
 * @throws DomainError `not_found`; `invalid_state` while credits, overage, a running
 *   subscription or an unpaid invoice are left.
 */
export async function archiveCustomer(asking: Context, id: CustomerId): Promise<CustomerView> {
  const ctx = await onClock(asking, id);
  return transact(ctx, async (tx) => {
    const before = await lockCustomer(tx, ctx.organizationId, id);
    if (!before) throw notFound("customer", idText("cus", id));
    if (before.archivedAt !== null) return customerView(before);

    const obstacles = archiveObstacles(await lockTies(tx, id, ctx.at));
    if (obstacles.length > 0) {
      throw new DomainError("invalid_state", `Not while ${obstacles.join(" and ")}`, {
        entity: "customer",
        state: "in_use",
      });
    }
    const after = { ...before, archivedAt: ctx.at, updatedAt: ctx.at };
    await updateCustomerRow(tx, after);
    const view = customerView(after);
    await recordAudit(tx, ctx, {
      action: "customer.archived",
      entity: "customer",
      entityId: id,
      customerId: id,
      before: customerView(before),
      after: view,
    });
    await publish(tx, ctx, [{ type: "customer.archived", customerId: id, data: view }]);
    return view;
  });
}
