import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { isWithin, periodAt } from "@/lib/time/period";
import { carriedUses } from "../rules/carried-use";
import { keepsAnchor } from "../rules/change";
import type { Course } from "../rules/subscription";
import type { Subscription } from "../store";
import { insertCarried, lockBilledUse } from "../store/carried-use";
import type { PreparedChange } from "./prepare-change";

type Carry = {
  readonly subscription: Subscription;
  /** As it stood before its end. */
  readonly course: Course;
  readonly prepared: Pick<PreparedChange, "catalog" | "from" | "to" | "mode">;
};

/**
 * Where a successor goes on in its predecessor's period, its prices count from where the use of that
 * period stands: neither free units nor tiers begin anew. What comes late counts by its own time, at
 * the prices of then, and moves the successor's no more. Before any wallet is locked.
 */
export async function carryUse(
  tx: Tx,
  { at, organizationId }: Context,
  { subscription, course, prepared: { catalog, from, to, mode } }: Carry,
): Promise<void> {
  const { billingPeriod } = to;
  if (!keepsAnchor(course, { at, mode, billingPeriod }) || !isWithin(course.period, at)) return;
  const { start: since } = periodAt(course, at);
  const billed = await lockBilledUse(tx, subscription, since);
  const uses = carriedUses(catalog, { from, to, at }, billed);
  if (uses.length === 0) return;
  await insertCarried(
    tx,
    { organizationId, customerId: subscription.customerId },
    { windowStart: at, uses },
  );
}
