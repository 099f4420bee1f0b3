/** Subscriptions that a run could not advance: why, and when they are tried again. */
import { type Tx, tell } from "@/lib/db/tx";
import type { OrganizationId, SubscriptionId } from "@/lib/ids";

/** Of a locked subscription: how many tries have failed since it was last advanced. */
export async function loadTries(tx: Tx, id: SubscriptionId): Promise<number> {
  const [row] = await tx.sql("SELECT tries FROM renewal_fault WHERE subscription_id = $1::uuid", [
    id,
  ]);
  return Number(row?.tries ?? 0);
}

export type Fault = {
  readonly id: SubscriptionId;
  readonly reason: string;
  readonly tries: number;
  readonly at: Date;
  readonly nextAt: Date;
};

export const insertOrUpdateFault = (tx: Tx, { id, reason, tries, at, nextAt }: Fault) =>
  tell(
    tx,
    `INSERT INTO renewal_fault (subscription_id, organization_id, customer_id, reason, tries, since,
       last_at, next_at)
     SELECT id, organization_id, customer_id, $2::text, $3::int, $4::timestamptz, $4::timestamptz,
       $5::timestamptz FROM subscription WHERE id = $1::uuid
     ON CONFLICT (subscription_id) DO UPDATE SET reason = excluded.reason, tries = excluded.tries,
       last_at = excluded.last_at, next_at = excluded.next_at`,
    [id, reason, tries, at, nextAt],
  );

/** They were advanced, or have nothing due any more. */
export const deleteFaults = (tx: Tx, ids: readonly SubscriptionId[]) =>
  tell(tx, "DELETE FROM renewal_fault WHERE subscription_id = ANY($1::uuid[])", [ids]);

/** Lets the next claim take it. False if it is not set apart. */
export async function updateFaultDue(
  tx: Tx,
  organizationId: OrganizationId,
  { id, at }: { readonly id: SubscriptionId; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE renewal_fault SET next_at = least(next_at, $3::timestamptz)
     WHERE organization_id = $1::uuid AND subscription_id = $2::uuid RETURNING subscription_id`,
    [organizationId, id, at],
  );
  return rows.length > 0;
}
