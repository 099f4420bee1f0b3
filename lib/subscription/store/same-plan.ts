/** Who has a plan already. */
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, PlanId } from "@/lib/ids";

/** The customer's subscriptions of this plan that run at `at` or are to start. */
export async function countOfPlan(
  tx: Tx,
  customerId: CustomerId,
  { planId, at }: { readonly planId: PlanId; readonly at: Date },
): Promise<number> {
  const [row] = await tx.sql(
    `SELECT count(*)::int AS count FROM subscription
     WHERE customer_id = $1::uuid AND plan_id = $2::uuid
       AND status <> 'ENDED' AND (ends_at IS NULL OR ends_at > $3::timestamptz)`,
    [customerId, planId, at],
  );
  return Number(row?.count);
}
