/** Takes in what was sent: each event is judged by itself, a bad one does not stop the others. */
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { type EventId, idText, newId } from "@/lib/ids";
import { type Content, contentText, type IncomingEvent, timingOf } from "../rules/incoming-event";
import { EventInput } from "../schema/event";

export type RejectedEvent = {
  readonly index: number;
  readonly eventId: string | null;
  readonly errors: Readonly<Record<string, string[]>>;
};

export type Received = {
  readonly events: readonly IncomingEvent[];
  readonly rejected: readonly RejectedEvent[];
};

/** @param idempotencyKey names events that have no id of their own: `key:index`. */
export function receiveEvents(
  ctx: Context,
  raw: readonly unknown[],
  idempotencyKey: string | null,
): Received {
  const events: IncomingEvent[] = [];
  const rejected: RejectedEvent[] = [];
  for (const [index, sent] of raw.entries()) {
    const received = receiveEvent(ctx, sent, { index, idempotencyKey });
    if ("errors" in received) rejected.push(received);
    else events.push(received);
  }
  return { events, rejected };
}

type Place = { readonly index: number; readonly idempotencyKey: string | null };

function receiveEvent(
  ctx: Context,
  sent: unknown,
  { index, idempotencyKey }: Place,
): IncomingEvent | RejectedEvent {
  const parsed = EventInput.safeParse(sent);
  if (!parsed.success) return { index, eventId: null, errors: faultsOf(parsed.error.issues) };
  const { eventId, timestamp, ...input } = parsed.data;
  const occurredAt = timestamp ?? ctx.at;
  const timing = timingOf(occurredAt, ctx.at);
  if (!timing.ok) {
    return { index, eventId: eventId ?? null, errors: { timestamp: [timing.message] } };
  }
  const content = contentOf(input, timestamp ?? null);
  const id = newId<EventId>();
  const ownId = idempotencyKey === null ? idText("evt", id) : `${idempotencyKey}:${index}`;
  return {
    ...content,
    index,
    id,
    eventId: eventId ?? ownId,
    occurredAt,
    countedAt: timing.countedAt,
    contentHash: createHash("sha256").update(contentText(content)).digest("hex"),
    requestId: ctx.requestId,
    arrivedAt: ctx.at,
  };
}

type Said = Omit<EventInput, "eventId" | "timestamp">;

const contentOf = (input: Said, timestamp: Date | null): Content => ({
  eventName: input.eventName,
  externalCustomerId: input.externalCustomerId,
  timestamp,
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
