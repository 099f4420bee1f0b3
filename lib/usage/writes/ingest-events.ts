/** Events in: each is decided and answered for by itself, and what it cost is taken at once. */
import type { Context } from "@/lib/context";
import { findClockTimesByExternalId } from "@/lib/customer/reads/clock";
import { retryPassingFaults } from "@/lib/db/retry";
import { isDomainError } from "@/lib/errors";
import { groupCommit } from "@/lib/ledger/group-commit";
import { transactPosting } from "@/lib/ledger/transact-posting";
import { oncePerProcess } from "@/lib/runtime";
import { advanceCustomers } from "@/lib/subscription/writes/advance-due";
import { customerTurns, turnKey } from "../customer-turns";
import type { ReceivedEvent } from "../rules/incoming-event";
import { type IngestView, MOST_EVENTS } from "../schema/event";
import { ensureMonths } from "../store/months";
import { refuseRejected } from "../view/atomic-refusal";
import { ingestView } from "../view/ingest";
import { type IngestedBatch, ingestBatch } from "./ingest-batch";
import { namedCustomers, receiveEvents } from "./receive-events";
import { refuseUntaken } from "./refuse-untaken";

export type IngestOptions = {
  /** The request's `Idempotency-Key`: names events without an id of their own. */
  readonly idempotencyKey?: string;
  /** All or nothing: one that cannot be taken leaves all ids free and nothing stored. */
  readonly isAtomic?: boolean;
};

/**
 * Meters, rates and debits events in one transaction; the balance after the answer is the
 * balance. An event sent again counts once. Events are facts: one that cannot be paid is kept as
 * refused, one that nobody counts as unmatched.
 *
 * @param raw at most 1,000, as `EventInput` takes them; each is validated by itself.
 * @throws RangeError beyond that number; DomainError `unavailable` if the database does not
 *   answer; if atomic, `validation_error`, `insufficient_credits` or `not_found` for the whole.
 */
export async function ingestEvents(
  ctx: Context,
  raw: readonly unknown[],
  { idempotencyKey, isAtomic = false }: IngestOptions = {},
): Promise<IngestView> {
  if (raw.length > MOST_EVENTS) throw new RangeError(`at most ${MOST_EVENTS} events a call`);
  const clocks = await findClockTimesByExternalId(ctx, namedCustomers(raw));
  const told = { idempotencyKey: idempotencyKey ?? null, clocks };
  const { events, rejected } = receiveEvents(ctx, raw, told);
  if (isAtomic) refuseRejected(rejected);
  await ensureMonths(events.map(({ occurredAt }) => occurredAt));
  return ingestView(await ingestInLane({ ctx, events, isAtomic }), rejected);
}

async function ingestInLane(request: Request): Promise<IngestedBatch> {
  const { ctx, events, isAtomic } = request;
  const [first] = events;
  if (first === undefined) return NOTHING;
  const lane = laneOf(ctx, first);
  return events.length === 1 && !isAtomic
    ? lanes().enqueue(lane, { ctx, event: first })
    : requestLanes().enqueue(lane, request);
}

const NOTHING: IngestedBatch = { events: [], repeated: [] };

type Request = {
  readonly ctx: Context;
  readonly events: readonly ReceivedEvent[];
  readonly isAtomic: boolean;
};

/**
 * Requests of several events: two at a time, because most of a busy organization's concern the same
 * customers. What waits here holds no locks, and no other waits for it until it times out.
 */
const requestLanes = () =>
  oncePerProcess("usage.ingest-requests", () =>
    groupCommit<Request, IngestedBatch>({
      ...{ lanes: 2, maxBatch: 1, mayBeOnes: () => false },
      flush: (requests) => Promise.all(requests.map(ingestTogether)),
    }),
  );

/** One transaction, so a passing fault may be tried again: the ids are claimed with it. */
async function ingestTogether({ ctx, events, isAtomic }: Request): Promise<IngestedBatch> {
  await bringUpToDate(ctx, events);
  const customers = events.map((event) => laneOf(ctx, event));
  return customerTurns().together(customers, () =>
    retryPassingFaults(() =>
      transactPosting(async (tx) => {
        const batch = await ingestBatch(tx, ctx, events);
        // Thrown inside, so that the ids stay free.
        if (isAtomic) await refuseUntaken(tx, ctx, batch);
        return batch;
      }),
    ),
  );
}

/** Credits that a plan owes by now are given before anybody is refused for want of them. */
const bringUpToDate = (ctx: Context, events: readonly ReceivedEvent[]) =>
  advanceCustomers(ctx, [...new Set(events.map((event) => event.externalCustomerId))]);

type Job = { readonly ctx: Context; readonly event: ReceivedEvent };

const laneOf = (ctx: Context, { externalCustomerId }: ReceivedEvent) =>
  turnKey(ctx, externalCustomerId);

/** Events that arrive one by one commit together; a customer's stay in order in one lane. */
const lanes = () =>
  oncePerProcess("usage.ingest", () =>
    groupCommit<Job, IngestedBatch>({
      lanes: 2,
      maxBatch: MOST_EVENTS,
      flush: (jobs) => retryPassingFaults(() => inTurn(jobs)),
      mayBeOnes: (fault) => !isDomainError(fault),
    }),
  );

const inTurn = (jobs: readonly Job[]) =>
  customerTurns().together(
    jobs.map(({ ctx, event }) => laneOf(ctx, event)),
    () => flush(jobs),
  );

async function flush(jobs: readonly Job[]): Promise<readonly IngestedBatch[]> {
  const callers = byCaller(jobs);
  for (const own of callers) {
    await bringUpToDate(
      latest(own),
      own.map(({ event }) => event),
    );
  }
  return transactPosting(async (tx) => {
    const answers = new Map<ReceivedEvent, IngestedBatch>();
    for (const own of callers) {
      const batch = own.map(({ event }, index) => ({ ...event, index }));
      const { events, repeated } = await ingestBatch(tx, latest(own), batch);
      for (const concluded of events) {
        const event = sent(own, concluded.event);
        const { index } = event;
        const concludedHere = { ...concluded, event: { ...concluded.event, index } };
        answers.set(event, { events: [concludedHere], repeated: [] });
      }
      for (const known of repeated) {
        const event = sent(own, known.event);
        answers.set(event, { events: [], repeated: [{ ...known, event }] });
      }
    }
    return jobs.map(({ event }) => answers.get(event) ?? NOTHING);
  });
}

/** The event as its own request sent it, which knows its place there. */
function sent(own: readonly Job[], { index }: ReceivedEvent): ReceivedEvent {
  const job = own[index];
  if (job === undefined) throw new RangeError(`no event ${index} in this batch`);
  return job.event;
}

/** What one caller of one organization sent; the ledger names one actor a transaction. */
function byCaller(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const callers = new Map<string, Job[]>();
  for (const job of jobs) {
    const { organizationId, origin, actor } = job.ctx;
    const key = JSON.stringify([organizationId, origin, actor]);
    const own = callers.get(key);
    if (own) own.push(job);
    else callers.set(key, [job]);
  }
  return [...callers.values()];
}

function latest(jobs: readonly Job[]): Context {
  const [first, ...rest] = jobs;
  if (first === undefined) throw new RangeError("a batch needs a job");
  return rest.reduce((last, { ctx }) => (ctx.at > last.at ? ctx : last), first.ctx);
}
