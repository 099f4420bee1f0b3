/** Takes in what was sent: each event is judged by itself, a bad one does not stop the others. */
import type { Actor, Context } from "@/lib/context";
import { digestOf } from "@/lib/digest";
import { type ApiKeyId, type EventId, idText, newId } from "@/lib/ids";
import { timeFault } from "../rules/counted-time";
import { type Content, contentText, type ReceivedEvent } from "../rules/incoming-event";
import { EventInput } from "../schema/event";

export type RejectedEvent = {
  readonly index: number;
  readonly eventId: string | null;
  readonly errors: Readonly<Record<string, string[]>>;
};

export type Received = {
  readonly events: readonly ReceivedEvent[];
  readonly rejected: readonly RejectedEvent[];
};

type Told = {
  /** Names events that have no id of their own: `key:index`. */
  readonly idempotencyKey: string | null;
  /** What the test clocks of customers say, by external id: their events are late or early by it. */
  readonly clocks: ReadonlyMap<string, Date>;
};

export function receiveEvents(ctx: Context, raw: readonly unknown[], told: Told): Received {
  const events: ReceivedEvent[] = [];
  const rejected: RejectedEvent[] = [];
  for (const [index, sent] of raw.entries()) {
    const received = receiveEvent(ctx, sent, { index, told });
    if ("errors" in received) rejected.push(received);
    else events.push(received);
  }
  return { events, rejected };
}

/** Whom raw events name, as far as they do. */
export const namedCustomers = (raw: readonly unknown[]): readonly string[] => [
  ...new Set(
    raw.flatMap((sent) => {
      const name = (sent as { readonly externalCustomerId?: unknown } | null)?.externalCustomerId;
      return typeof name === "string" ? name : [];
    }),
  ),
];

type Place = { readonly index: number; readonly told: Told };

function receiveEvent(
  ctx: Context,
  sent: unknown,
  { index, told: { idempotencyKey, clocks } }: Place,
): ReceivedEvent | RejectedEvent {
  const parsed = EventInput.safeParse(sent);
  if (!parsed.success) return { index, eventId: null, errors: faultsOf(parsed.error.issues) };
  const { eventId, timestamp, externalCustomerId } = parsed.data;
  const arrivedAt = clocks.get(externalCustomerId) ?? ctx.at;
  const occurredAt = timestamp ?? arrivedAt;
  const fault = timeFault(occurredAt, arrivedAt);
  if (fault !== undefined) {
    return { index, eventId: eventId ?? null, errors: { timestamp: [fault] } };
  }
  const content = contentOf(parsed.data);
  const id = newId<EventId>();
  return {
    index,
    id,
    eventId:
      eventId ?? (idempotencyKey === null ? idText("evt", id) : `${idempotencyKey}:${index}`),
    occurredAt,
    contentHash: digestOf(contentText(content)),
    requestId: ctx.requestId,
    apiKeyId: keyOf(ctx.actor),
    arrivedAt,
    ...content,
  };
}

/** The key of who asks, if it is one. */
export const keyOf = (actor: Actor): ApiKeyId | null =>
  actor.kind === "api_key" ? actor.keyId : null;

const contentOf = (input: EventInput): Content => ({
  eventName: input.eventName,
  externalCustomerId: input.externalCustomerId,
  timestamp: input.timestamp ?? null,
  source: input.source ?? null,
  member: input.member || null,
  groupId: input.groupId || null,
  properties: input.properties,
});

type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];

function faultsOf(issues: Issues): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const field = path.join(".");
    faults[field] = [...(faults[field] ?? []), message];
  }
  return faults;
}
