/** An event as it is decided on: named, timed, and told from another by its content. */
import type { ApiKeyId, EventId } from "@/lib/ids";
import type { CountedTime } from "./counted-time";

/** As it was sent; when it counts is for the organization's settings to say. */
export type ReceivedEvent = {
  /** Its place in the batch, which decides between events of one instant. */
  readonly index: number;
  readonly id: EventId;
  /** The caller's id, or one made from the request's key. */
  readonly eventId: string;
  readonly eventName: string;
  readonly externalCustomerId: string;
  readonly occurredAt: Date;
  readonly source: string | null;
  readonly member: string | null;
  readonly groupId: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  /** SHA-256 of `contentText`, in hex. */
  readonly contentHash: string;
  /** The request that brought it. */
  readonly requestId: string;
  /** The key that it came with; null: by a person. */
  readonly apiKeyId: ApiKeyId | null;
  readonly arrivedAt: Date;
};

export type IncomingEvent = ReceivedEvent & CountedTime;

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
export function contentText(content: Content): string {
  const { eventName, externalCustomerId, groupId, member, properties, source, timestamp } = content;
  const said = JSON.stringify({ eventName, externalCustomerId, groupId, member }).slice(0, -1);
  const rest = JSON.stringify({ source, timestamp }).slice(1);
  return `${said},"properties":${canonical(properties)},${rest}`;
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}
