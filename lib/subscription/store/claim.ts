/** What a run takes: subscriptions with something due, locked. */
import type { Tx } from "@/lib/db/tx";
import type { SubscriptionId } from "@/lib/ids";
import { COLUMNS, type Subscription, withCounters } from "../store";

export type Which = {
  readonly limit: number;
  /** Left out: those that failed in this run already. */
  readonly except: readonly SubscriptionId[];
  /** Null: any. */
  readonly only: readonly SubscriptionId[] | null;
  /**
   * Of so many lanes of a run the one that claims, from 0. A customer's subscriptions fall to one
   * lane: what falls due of them is booked in order of time. Those that are named fall to any.
   */
  readonly lane: { readonly index: number; readonly of: number };
};

export type Claim = Which & {
  readonly until: Date;
  /** Only those whose next due thing is a grant within the period. */
  readonly grantsOnly: boolean;
};

/**
 * Locks subscriptions with something due, longest due first. Those that another worker holds
 * are skipped, or waited for where they are named; customers on a test clock are left out, as
 * their time is not the real one, and so is what was set apart until its next try is due.
 */
export async function claimDue(tx: Tx, claim: Claim): Promise<readonly Subscription[]> {
  const { until, limit, grantsOnly, except, only, lane } = claim;
  const asked = [until, limit, grantsOnly];
  const rows = only
    ? await tx.sql(CLAIM_NAMED, [...asked, only])
    : await tx.sql(CLAIM_ANY, [...asked, except, lane.of, lane.index]);
  return withCounters(tx, rows);
}

/** @param which by `$4`. */
const claiming = (which: string, waiting: "" | "SKIP LOCKED") =>
  `SELECT ${COLUMNS} FROM subscription
   WHERE ${which} AND next_due_at IS NOT NULL AND next_due_at <= $1::timestamptz AND status <> 'ENDED'
     AND (NOT $3::boolean OR (next_due_at < current_period_end
       AND (ends_at IS NULL OR next_due_at < ends_at)))
     AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.id = subscription.customer_id
       AND test_clock_id IS NOT NULL)
     AND NOT EXISTS (SELECT 1 FROM renewal_fault AS fault
       WHERE fault.subscription_id = subscription.id AND fault.next_at > $1::timestamptz)
   ORDER BY next_due_at, id LIMIT $2::int FOR UPDATE OF subscription ${waiting}`;
// The last byte of an id is random.
const OF_LANE = "get_byte(uuid_send(subscription.customer_id), 15) % $5::int = $6::int";
const CLAIM_ANY = claiming(`id <> ALL($4::uuid[]) AND ${OF_LANE}`, "SKIP LOCKED");
const CLAIM_NAMED = claiming("id = ANY($4::uuid[])", "");
