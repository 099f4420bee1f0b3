import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { KEY_READS, transactByKeys } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { claimDue, type Which } from "../store/claim";
import { deleteFaults } from "../store/faults";
import { findDueOf } from "../store/of-customers";
import type { Span } from "./advance-courses";
import { advanceSubscriptions } from "./advance-subscriptions";
import { type Failed, setApart } from "./set-apart";

/** Enough to share statements and commits; few enough that a lock is not held for long. */
const CHUNK = 250;
/** Chunks at a time: one is reckoned while the database writes another. */
const LANES = 2;

/** What a run did. */
export type RunReport = {
  readonly steps: number;
  /** Those that could not be advanced, with the reason: the others were not held up by them. */
  readonly failed: readonly Failed[];
};

/**
 * Books all that is due at `until`, chunk by chunk. Any number of runs may go on at once: each
 * skips what another holds. Repeating a run does nothing; one that dies leaves whole chunks. What
 * cannot be advanced is set apart, and passed by until its next try is due.
 */
export async function advanceDue(asked: Pick<Span, "until" | "grantsOnly">): Promise<RunReport> {
  const span = { ...asked, requestId: `req_${randomUUID()}` };
  const failed = new Map<SubscriptionId, unknown>();
  let steps = 0;
  const run = async (_: unknown, index: number) => {
    const lane = { index, of: LANES };
    for (;;) {
      const except = [...failed.keys()];
      const chunk = await advanceChunk(span, { limit: CHUNK, except, only: null, lane });
      steps += chunk.steps;
      if (chunk.reason === undefined) {
        if (chunk.claimed.length < CHUNK) return;
        continue;
      }
      const halves = await inHalves(span, chunk.claimed);
      steps += halves.steps;
      for (const { id, reason } of halves.failed) failed.set(id, reason);
      await setApart(halves.failed, span.until);
    }
  };
  // All come to their end before it is told that one has failed: no lane goes on behind the run.
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, run));
  for (const ended of lanes) if (ended.status === "rejected") throw ended.reason;
  return { steps, failed: [...failed].map(([id, reason]) => ({ id, reason })) };
}

/**
 * Books what is due of these customers' subscriptions by now, so that nobody who acts between an
 * instant at which credits fall due and the next run is refused for want of them. One that cannot
 * be advanced is left to the run, which reports it.
 */
export async function advanceCustomers(
  { organizationId, at: until, requestId }: Context,
  externalIds: readonly string[],
): Promise<void> {
  const ids = await findDueOf(KEY_READS, organizationId, { externalIds, until });
  if (ids.length === 0) return;
  const span = { until, requestId, grantsOnly: false };
  await advanceNamed(span, ids);
}

type Advanced = RunReport & { readonly claimed: readonly SubscriptionId[] };

/** Books what is due of these, but for those that were set apart and are not due for another try. */
export async function advanceNamed(span: Span, ids: readonly SubscriptionId[]): Promise<Advanced> {
  const which = { limit: ids.length, except: [], only: ids, lane: { index: 0, of: 1 } };
  const { steps, claimed, reason } = await advanceChunk(span, which);
  const [id, another] = claimed;
  if (id === undefined || reason === undefined) return { steps, claimed, failed: [] };
  if (another === undefined) return { steps, claimed, failed: [{ id, reason }] };
  return { ...(await inHalves(span, claimed)), claimed };
}

/** A chunk failed: half of it at a time, so that only the culprits stay behind. */
async function inHalves(span: Span, ids: readonly SubscriptionId[]): Promise<RunReport> {
  const middle = Math.ceil(ids.length / 2);
  const first = await advanceNamed(span, ids.slice(0, middle));
  const second = await advanceNamed(span, ids.slice(middle));
  return {
    steps: first.steps + second.steps,
    failed: [...first.failed, ...second.failed],
  };
}

type Chunk = {
  readonly steps: number;
  readonly claimed: readonly SubscriptionId[];
  readonly reason?: unknown;
};

async function advanceChunk(span: Span, which: Which): Promise<Chunk> {
  let claimed: readonly SubscriptionId[] = [];
  try {
    const steps = await retryPassingFaults(() =>
      transactByKeys(async (tx) => {
        const due = await claimDue(tx, { ...span, ...which });
        claimed = due.map(({ id }) => id);
        const { booked } = await advanceSubscriptions(tx, due, span);
        await deleteFaults(tx, claimed);
        return booked.length;
      }),
    );
    return { steps, claimed };
  } catch (reason) {
    // Without a claim there is no culprit to single out: the database itself is the fault.
    if (claimed.length === 0) throw reason;
    return { steps: 0, claimed, reason };
  }
}
