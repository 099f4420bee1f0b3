/** An event as it is decided on: named, timed, and told from another by its content. */
import type { EventId } from "@/lib/ids";

export type IncomingEvent = {
  /** Its place in the batch, which decides between events of one instant. */
  readonly index: number;
  readonly id: EventId;
  /** The caller's id, or one made from the request's key. */
  readonly eventId: string;
  readonly eventName: string;
  readonly externalCustomerId: string;
  readonly occurredAt: Date;
  /** When it counts: its own time, or its arrival if that is too long ago or ahead (SEMANTICS §11). */
  readonly countedAt: Date;
  readonly source: string | null;
  readonly member: string | null;
  readonly groupId: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  /** SHA-256 of `contentText`, in hex. */
  readonly contentHash: string;
  /** The request that brought it. */
  readonly requestId: string;
  readonly arrivedAt: Date;
};

export type Timing =
  | { readonly ok: true; readonly countedAt: Date }
  | { readonly ok: false; readonly message: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Events older than this count as they arrive; the rest at their own time. */
export const LATE_DAYS = 7;
/** Older ones are no usage any more, and each month of theirs would be a partition. */
export const OLDEST_DAYS = 730;

/** When an event counts, or why it cannot. */
export function timingOf(occurredAt: Date, arrivedAt: Date): Timing {
  const age = arrivedAt.getTime() - occurredAt.getTime();
  if (age < -HOUR_MS) return { ok: false, message: "More than an hour in the future" };
  if (age > OLDEST_DAYS * DAY_MS) return { ok: false, message: `Older than ${OLDEST_DAYS} days` };
  const isAhead = age < 0;
  return { ok: true, countedAt: isAhead || age > LATE_DAYS * DAY_MS ? arrivedAt : occurredAt };
}

export type Content = {
  readonly eventName: string;
  readonly externalCustomerId: string;
  /** Null if the caller told none, so that a repeat without a time is the same event. */
  readonly timestamp: Date | null;
  readonly source: string | null;
  readonly member: string | null;
  readonly groupId: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** What the caller said, in one way; the order of properties is not part of it. */
export function contentText({ timestamp, ...rest }: Content): string {
  return canonical({ ...rest, timestamp: timestamp?.toISOString() ?? null });
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}
