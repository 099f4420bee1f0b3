/** Kept events decided anew: refused ones after a top-up, unmatched ones once somebody counts them. */
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, notFound } from "@/lib/errors";
import { type EventId, idText } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { NOTHING_USED } from "@/lib/money/quantity";
import { advanceCustomers } from "@/lib/subscription/writes/advance-due";
import { findEvent } from "../reads/events";
import type { ConcludedEvent } from "../rules/conclude-event";
import type { IncomingEvent } from "../rules/incoming-event";
import { type IngestView, MOST_EVENTS } from "../schema/event";
import { loadZones } from "../store/customer-facts";
import { type EventRecord, lockReplayable, updateEvents } from "../store/events";
import { type RolledUse, rollUp } from "../store/roll-ups";
import { ingestView } from "../view/ingest";
import { decideEvents } from "./ingest-batch";

/**
 * Decides one kept event anew: at its own time, at the prices of then.
 *
 * @throws DomainError `not_found`; `invalid_state` if it was accepted already.
 */
export async function replayEvent(ctx: Context, id: EventId): Promise<IngestView> {
  const view = await replay(ctx, { ...ALL, id });
  if (view.results.length > 0) return view;
  throw await refusalFor(ctx, id);
}

export type ReplayInput = {
  readonly externalCustomerId: string;
  readonly from: Date | null;
  readonly to: Date | null;
};

/** A customer's kept events, oldest first; at most 1,000 a call, so call until none is left. */
export async function replayEvents(ctx: Context, input: ReplayInput): Promise<IngestView> {
  await advanceCustomers(ctx, [input.externalCustomerId]);
  return replay(ctx, { ...ALL, ...input });
}

type Which = Omit<Parameters<typeof lockReplayable>[1], "organizationId" | "limit">;
const ALL: Which = { id: null, externalCustomerId: null, from: null, to: null };

async function replay(ctx: Context, which: Which): Promise<IngestView> {
  const { organizationId } = ctx;
  const events = await retryPassingFaults(() =>
    transactHot(async (tx) => {
      const kept = await lockReplayable(tx, { ...which, organizationId, limit: MOST_EVENTS });
      return replayKept(tx, ctx, kept);
    }),
  );
  return ingestView({ events, repeated: [] }, []);
}

/** Decides kept events anew, which are locked: what was taken of them before is not asked again. */
export async function replayKept(
  tx: Tx,
  ctx: Context,
  kept: readonly EventRecord[],
): Promise<readonly ConcludedEvent[]> {
  const takenBefore = new Map(kept.map(({ id, uses }) => [id, uses.filter((use) => use.isTaken)]));
  const concluded = await decideEvents(tx, ctx, kept.map(keptEvent), takenBefore);
  await updateEvents(tx, concluded);
  await rollUp(tx, ctx.organizationId, await refusalsOf(tx, kept));
  return concluded;
}

/** A kept event as it came, to be decided on again. */
export function keptEvent(record: EventRecord, index: number): IncomingEvent {
  return {
    ...record,
    index,
    arrivedAt: record.recordedAt,
    // Neither is asked of an event that is kept already.
    contentHash: "",
    requestId: "",
  };
}

/** Takes the refusals that the events stand for out of the roll-ups; they are decided anew. */
async function refusalsOf(tx: Tx, kept: readonly EventRecord[]): Promise<readonly RolledUse[]> {
  const zones = await loadZones(
    tx,
    kept.flatMap(({ customerId }) => customerId ?? []),
  );
  return kept.flatMap((record, index) => {
    const { customerId, status, uses, member, groupId, apiKeyId } = record;
    if (customerId === null || status !== "REFUSED") return [];
    const at = keptEvent(record, index).countedAt;
    const zone = zones.get(customerId) ?? "UTC";
    return uses.filter(isRefused).map(({ featureId, price }) => ({
      ...{ customerId, zone, at, featureId, member, groupId, apiKeyId },
      split: price?.splitValue ?? "",
      ...{ events: 0, quantity: NOTHING_USED, credits: ZERO, refused: -1 },
    }));
  });
}

/** Not taken for want of credits or room; what could not be counted was never rolled up. */
const isRefused = ({ isTaken, code }: EventRecord["uses"][number]) =>
  !isTaken && (code === "insufficient_credits" || code === "limit_reached");

async function refusalFor(ctx: Context, id: EventId): Promise<DomainError> {
  const trace = await findEvent(ctx, idText("evt", id));
  if (!trace) return notFound("event", idText("evt", id));
  const state = trace.event.status.toLowerCase();
  return new DomainError("invalid_state", "It was accepted already", { entity: "event", state });
}
