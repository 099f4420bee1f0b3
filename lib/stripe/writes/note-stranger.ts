/**
 * Deliveries that nobody could know to be Stripe's are counted, never kept: in memory first, so that
 * whoever sends them by the million costs the database a row a reason.
 */
import type { OrganizationId } from "@/lib/ids";
import { oncePerProcess } from "@/lib/runtime";
import type { StrangerReason } from "../rules/reasons";
import { addStrangers, type StrangerCount } from "../store/strangers";

const waiting = () => oncePerProcess("stripe-strangers", () => new Map<string, StrangerCount>());

/** @param organizationId of an organization that exists: only so do the counts stay few. */
export function noteStranger(
  organizationId: OrganizationId,
  reason: StrangerReason,
  at: Date,
): void {
  const key = `${organizationId}/${reason}`;
  const { count = 0, firstAt = at } = waiting().get(key) ?? {};
  waiting().set(key, { organizationId, reason, count: count + 1, firstAt, lastAt: at });
}

/** Writes down what was counted since. What cannot be written is lost: it is a count, and no book. */
export async function flushStrangers(): Promise<void> {
  const counts = [...waiting().values()];
  if (counts.length === 0) return;
  waiting().clear();
  await addStrangers(counts);
}
