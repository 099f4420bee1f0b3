import { loadCatalog } from "@/lib/catalog/store";
import { readSql, transactHot } from "@/lib/db/transact";
import { committedPeriod } from "../rules/commitment";
import {
  type CommittedId,
  dropKeptBefore,
  findCommitted,
  keepDrawnUseThrough,
} from "../store/kept-drawn-use";
import { findViewRow } from "../store/view-row";
import type { RunReport } from "./advance-due";

const DAY_MS = 86_400_000;
/** A commitment's period is a year at the longest, and the one before it is looked at once more. */
const KEPT_MS = 800 * DAY_MS;

/**
 * Sums up what credits paid for use under commitments that run, a day behind the books: whatever is
 * recorded by then has been committed. Who asks how one stands then reads the last day's entries and
 * this sum, which tell the same as all entries. One that fails holds up no other.
 */
export async function keepDrawnUse(at: Date): Promise<RunReport> {
  const failed: { id: CommittedId["id"]; reason: unknown }[] = [];
  const committed = await findCommitted({ sql: readSql });
  for (const one of committed) {
    await keepOne(one, at).catch((reason: unknown) => {
      failed.push({ id: one.id, reason });
    });
  }
  await transactHot((tx) => dropKeptBefore(tx, new Date(at.getTime() - KEPT_MS)));
  return { steps: committed.length - failed.length, failed };
}

function keepOne({ id, organizationId }: CommittedId, at: Date): Promise<void> {
  const through = new Date(at.getTime() - DAY_MS);
  return transactHot(async (tx) => {
    const subscription = await findViewRow(tx, organizationId, id);
    if (!subscription) return;
    const { planVersions } = await loadCatalog(tx, organizationId);
    const version = planVersions.get(subscription.planVersionId);
    const { course, customerId } = subscription;
    const period = version && committedPeriod(version, course, course.period.start);
    if (!period || period.lived.start >= through) return;
    const { start: startsAt } = period.lived;
    await keepDrawnUseThrough(tx, { organizationId, customerId, startsAt }, through);
  });
}
