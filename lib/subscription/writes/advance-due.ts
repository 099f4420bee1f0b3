import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { KEY_READS, transactHot } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { claimDue } from "../store";
import { findDueOf } from "../store/of-customers";
import { advanceCourses, type Span } from "./advance-courses";

/** Enough to share statements and commits; few enough that a lock is not held for long. */
const CHUNK = 250;
/** Chunks at a time: one is reckoned while the database writes another. */
const LANES = 2;

/** What a run did. */
export type RunReport = {
  readonly steps: number;
  /** Those that could not be advanced, with the reason: the others were not held up by them. */
  readonly failed: readonly { readonly id: SubscriptionId; readonly reason: unknown }[];
};

/**
 * Books all that is due at `until`, chunk by chunk. Any number of runs may go on at once: each
 * skips what another holds. Repeating a run does nothing; one that dies leaves whole chunks.
 */
export async function advanceDue(asked: Pick<Span, "until" | "grantsOnly">): Promise<RunReport> {
  const span = { ...asked, requestId: `req_${randomUUID()}` };
  const failed = new Map<SubscriptionId, unknown>();
  let steps = 0;
  const lane = async () => {
    for (;;) {
      const chunk = await advanceChunk(span, CHUNK, [...failed.keys()]);
      steps += chunk.steps;
      if (chunk.reason === undefined) {
        if (chunk.claimed.length < CHUNK) return;
        continue;
      }
      const alone = await eachAlone(span, chunk.claimed);
      steps += alone.steps;
      // The other lane may have met the same culprits.
      for (const { id, reason } of alone.failed) failed.set(id, reason);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
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
  const chunk = await advanceChunk(span, ids.length, [], ids);
  if (chunk.reason !== undefined) await eachAlone(span, chunk.claimed);
}

type Chunk = {
  readonly steps: number;
  readonly claimed: readonly SubscriptionId[];
  readonly reason?: unknown;
};

async function advanceChunk(
  span: Span,
  limit: number,
  except: readonly SubscriptionId[],
  only: readonly SubscriptionId[] | null = null,
): Promise<Chunk> {
  let claimed: readonly SubscriptionId[] = [];
  try {
    const steps = await retryPassingFaults(() =>
      transactHot(async (tx) => {
        const due = await claimDue(tx, { ...span, limit, except, only });
        claimed = due.map(({ id }) => id);
        return (await advanceCourses(tx, due, span)).length;
      }),
    );
    return { steps, claimed };
  } catch (reason) {
    // Without a claim there is no culprit to single out: the database itself is the fault.
    if (claimed.length === 0) throw reason;
    return { steps: 0, claimed, reason };
  }
}

/** A chunk failed: each of it by itself, so that only the culprit stays behind. */
async function eachAlone(span: Span, ids: readonly SubscriptionId[]) {
  const failed: { id: SubscriptionId; reason: unknown }[] = [];
  let steps = 0;
  for (const id of ids) {
    const alone = await advanceChunk(span, 1, [], [id]);
    steps += alone.steps;
    if (alone.reason !== undefined) failed.push({ id, reason: alone.reason });
  }
  return { steps, failed };
}
