/**
 * The whole path of a batch of events, in one transaction: claim, match, meter, rate, debit,
 * keep, roll up, announce. What it answers is what it wrote; if it fails, nothing happened.
 */

import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { EventId } from "@/lib/ids";
import { minus } from "@/lib/money/credits";
import { NOTHING_USED } from "@/lib/money/quantity";
import { type OutboxMessage, publish } from "@/lib/outbox/publish";
import { type ConcludedEvent, type ConcludedUse, concludeEvent } from "../rules/conclude-event";
import { atCountedTime } from "../rules/counted-time";
import { type CounterKey, counterKeyText } from "../rules/counter-key";
import type { IncomingEvent, ReceivedEvent } from "../rules/incoming-event";
import { type EventPlan, type PlannedUse, planEvent } from "../rules/plan-uses";
import type { CustomerFacts } from "../rules/terms";
import { loadCharged } from "../store/charged-entities";
import { lockCounters, updateCounters } from "../store/counters";
import { loadCustomerFacts } from "../store/customer-facts";
import { claimEventKeys, loadEventKeys } from "../store/event-keys";
import { type EventRecord, insertEvents, loadEvents } from "../store/events";
import { type RolledUse, rollUp } from "../store/roll-ups";
import { insertSeen, loadSeen } from "../store/seen-values";
import { keepCharged } from "./keep-charged";
import { type TakenUses, takeUses } from "./take-uses";

/** An event sent before; `earlier` is what became of it then. */
export type RepeatedEvent = {
  readonly event: ReceivedEvent;
  readonly hasOtherContent: boolean;
  readonly earlier: EventRecord | null;
};

export type IngestedBatch = {
  readonly events: readonly ConcludedEvent[];
  readonly repeated: readonly RepeatedEvent[];
};

export async function ingestBatch(
  tx: Tx,
  ctx: Context,
  received: readonly ReceivedEvent[],
): Promise<IngestedBatch> {
  const fresh = await claimEventKeys(tx, ctx.organizationId, received);
  const events = received.filter(({ id }) => fresh.has(id));
  const concluded = await decideEvents(tx, ctx, events);
  await insertEvents(tx, ctx, concluded);
  await publish(tx, ctx, announcementsOf(concluded));
  const again = received.filter(({ id }) => !fresh.has(id));
  return { events: concluded, repeated: await findEarlier(tx, ctx, again) };
}

/** What was taken for an event before; asked of nobody again. */
export type TakenBefore = ReadonlyMap<EventId, readonly ConcludedUse[]>;

/** Decides new events, or kept ones anew: moves counters, credits and roll-ups. */
export async function decideEvents(
  tx: Tx,
  ctx: Context,
  events: readonly (ReceivedEvent | IncomingEvent)[],
  takenBefore: TakenBefore = new Map(),
): Promise<readonly ConcludedEvent[]> {
  if (events.length === 0) return [];
  return decidePlanned(tx, ctx, await planEvents(tx, ctx, events, takenBefore), takenBefore);
}

/** The same for events whose uses are known. */
export async function decidePlanned(
  tx: Tx,
  ctx: Context,
  planned: readonly PlannedEvent[],
  takenBefore: TakenBefore = new Map(),
): Promise<readonly ConcludedEvent[]> {
  const uses = planned.flatMap(({ plan }) => plan.uses);
  const keys = counterKeysOf(uses);
  const locked = await lockCounters(tx, ctx.organizationId, [...keys.values()]);
  // Under the counters' locks: nobody else counts a value or charges an entity of theirs meanwhile.
  const before = new Map([
    ...locked,
    ...(await loadSeen(tx, uses)),
    ...(await loadCharged(tx, uses)),
  ]);
  const taken = await takeUses(tx, ctx, { uses, before });
  await updateCounters(tx, changesOf(taken, before, keys));
  await insertSeen(tx, ctx.organizationId, newlySeen(uses, taken));
  await keepCharged(tx, ctx.organizationId, taken);
  const rolled = uses.map((use) => rolledUse(use, taken));
  await rollUp(tx, ctx.organizationId, rolled);
  return planned.map(({ event, customer, plan }) =>
    concludeEvent(event, {
      customerId: customer?.id ?? null,
      uses: [
        ...(takenBefore.get(event.id) ?? []),
        ...plan.uses.flatMap((use) => taken.uses.get(use) ?? []),
      ],
      faults: plan.faults,
    }),
  );
}

export type PlannedEvent = {
  readonly event: IncomingEvent;
  readonly customer: CustomerFacts | null;
  readonly plan: EventPlan;
};

async function planEvents(
  tx: Tx,
  ctx: Context,
  events: readonly (ReceivedEvent | IncomingEvent)[],
  takenBefore: TakenBefore,
): Promise<readonly PlannedEvent[]> {
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const customers = await loadCustomerFacts(tx, ctx.organizationId, {
    externalIds: [...new Set(events.map(({ externalCustomerId }) => externalCustomerId))],
    since: earliestOf(events),
  });
  return events.map((came) => {
    const customer = customers.get(came.externalCustomerId) ?? null;
    const event = atCountedTime(came, customer?.clockAt ?? ctx.at, catalog.settings);
    if (customer === null) return { event, customer, plan: { uses: [], faults: [] } };
    const { uses, faults } = planEvent(event, customer, catalog);
    const done = takenBefore.get(event.id)?.map(({ featureId }) => featureId) ?? [];
    return {
      event,
      customer,
      plan: { uses: uses.filter(({ feature }) => !done.includes(feature.id)), faults },
    };
  });
}

/** Nothing counts before it happened, or before it came if its time was ahead. */
const earliestOf = (events: readonly ReceivedEvent[]) =>
  new Date(Math.min(...events.flatMap(({ occurredAt, arrivedAt }) => [+occurredAt, +arrivedAt])));

/** Keys sorted by their text, which is the order that counters are locked in. */
export function counterKeysOf(uses: readonly PlannedUse[]): ReadonlyMap<string, CounterKey> {
  const keys = new Map<string, CounterKey>();
  for (const { usedKey, usedCounter, priceKey, priceCounter, entity } of uses) {
    if (usedKey !== null && usedCounter) keys.set(usedKey, usedCounter);
    if (priceKey !== null && priceCounter) keys.set(priceKey, priceCounter);
    if (entity) keys.set(counterKeyText(entity.guard), entity.guard);
  }
  return new Map([...keys].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function changesOf(
  taken: TakenUses,
  before: TakenUses["counters"],
  keys: ReadonlyMap<string, CounterKey>,
) {
  return [...keys].flatMap(([text, key]) => {
    const state = taken.counters.get(text);
    return state === undefined || state === before.get(text) ? [] : [{ key, state }];
  });
}

/** The uses whose value counted for the first time. */
const newlySeen = (uses: readonly PlannedUse[], taken: TakenUses) =>
  uses.flatMap((use) => {
    const concluded = taken.uses.get(use);
    const isFirst = use.seen !== null && concluded?.isTaken && concluded.quantity !== 0n;
    return isFirst && use.seen ? [{ ...use.seen, eventId: use.event.id }] : [];
  });

function rolledUse(use: PlannedUse, taken: TakenUses): RolledUse {
  const { event, customer, feature, price } = use;
  const concluded = taken.uses.get(use);
  if (concluded === undefined) throw new RangeError("a use was not concluded");
  const common = {
    customerId: customer.id,
    zone: customer.zone,
    at: event.countedAt,
    featureId: feature.id,
    ...{ member: event.member, groupId: event.groupId, apiKeyId: event.apiKeyId },
    split: price?.splitValue ?? "",
    credits: minus(concluded.credits, concluded.creditsBack),
  };
  return concluded.isTaken
    ? { quantity: concluded.quantity, events: 1, refused: 0, ...common }
    : { quantity: NOTHING_USED, events: 0, refused: 1, ...common };
}

/** What the world is told: one message a customer and reason, not one an event. */
function announcementsOf(events: readonly ConcludedEvent[]): readonly OutboxMessage[] {
  const counts = new Map<string, { event: ConcludedEvent; count: number }>();
  for (const event of events) {
    if (event.status === "ACCEPTED") continue;
    const key = JSON.stringify([event.status, event.code, event.event.externalCustomerId]);
    const known = counts.get(key);
    counts.set(key, { event: known?.event ?? event, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].map(({ event: { status, code, customerId, event }, count }) => ({
    type: status === "REFUSED" ? "event.refused" : "event.unmatched",
    ...(customerId && { customerId }),
    data: {
      external_customer_id: event.externalCustomerId,
      event_name: event.eventName,
      code,
      count,
    },
  }));
}

async function findEarlier(
  tx: Tx,
  ctx: Context,
  again: readonly ReceivedEvent[],
): Promise<readonly RepeatedEvent[]> {
  const keys = await loadEventKeys(
    tx,
    ctx.organizationId,
    again.map(({ eventId }) => eventId),
  );
  const stored: ReadonlyMap<EventId, EventRecord> = await loadEvents(tx, [...keys.values()]);
  return again.map((event) => {
    const key = keys.get(event.eventId);
    return {
      event,
      hasOtherContent: key?.contentHash !== event.contentHash,
      earlier: (key && stored.get(key.ref)) ?? null,
    };
  });
}
