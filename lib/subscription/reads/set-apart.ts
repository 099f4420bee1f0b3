import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type CustomerId, idFromRow, idText, type SubscriptionId } from "@/lib/ids";
import type { SetApartView } from "../schema/set-apart";

/** Somebody who has so many of them looks for one cause. */
const MOST = 500;

// What somebody else has brought up to date since is set apart no more.
const SET_APART = `SELECT fault.subscription_id, fault.customer_id, customer.name AS customer_name,
    plan.name AS plan_name, fault.reason, fault.tries, subscription.next_due_at AS due_at, fault.since,
    fault.last_at, fault.next_at
  FROM renewal_fault AS fault
  JOIN subscription ON subscription.id = fault.subscription_id
    AND subscription.next_due_at <= fault.last_at AND subscription.status <> 'ENDED'
  JOIN customer ON customer.id = fault.customer_id
  JOIN plan ON plan.id = subscription.plan_id
  WHERE fault.organization_id = $1::uuid`;

/** The subscriptions that runs could not advance, longest waiting first. */
export async function listSetApart({ organizationId }: Context): Promise<readonly SetApartView[]> {
  const rows = await readSql(`${SET_APART} ORDER BY fault.since, fault.subscription_id LIMIT $2`, [
    organizationId,
    MOST,
  ]);
  return rows.map(viewFrom);
}

/** The same of one subscription; undefined if it is not set apart. */
export async function findSetApart(
  { organizationId }: Context,
  id: SubscriptionId,
): Promise<SetApartView | undefined> {
  const [row] = await readSql(`${SET_APART} AND fault.subscription_id = $2::uuid`, [
    organizationId,
    id,
  ]);
  return row && viewFrom(row);
}

const viewFrom = (row: Row): SetApartView => ({
  subscriptionId: idText("sub", idFromRow<SubscriptionId>(row.subscription_id)),
  customerId: idText("cus", idFromRow<CustomerId>(row.customer_id)),
  customerName: String(row.customer_name),
  planName: String(row.plan_name),
  reason: String(row.reason),
  tries: Number(row.tries),
  dueAt: (row.due_at as Date).toISOString(),
  since: (row.since as Date).toISOString(),
  lastAt: (row.last_at as Date).toISOString(),
  nextAt: (row.next_at as Date).toISOString(),
});
