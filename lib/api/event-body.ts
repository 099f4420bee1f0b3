/** Events as the dialect sends them, in the words of `usage`; each is judged by itself there. */
import * as z from "zod";
import { EventInput } from "@/lib/usage/schema/event";
import { TIME_WORDS } from "./fields";
import { nearestKey } from "./suggestion";

const shape = EventInput.shape;

/** One event: the keys of the dialect, `member` and `group_id` beside them. */
export const EventBody = z.strictObject({
  event_name: shape.eventName,
  external_customer_id: shape.externalCustomerId,
  event_id: shape.eventId,
  timestamp: z.iso.datetime({ offset: true, error: TIME_WORDS }).nullish(),
  source: shape.source,
  member: shape.member,
  group_id: shape.groupId,
  properties: shape.properties.optional(),
  // Clients of the dialect may send its own id of the customer; the external one decides.
  customer_id: z.unknown().optional(),
  idempotency_key: z.unknown().optional(),
});

const NAMES: ReadonlyMap<string, string> = new Map([
  ["event_name", "eventName"],
  ["external_customer_id", "externalCustomerId"],
  ["event_id", "eventId"],
  ["timestamp", "timestamp"],
  ["source", "source"],
  ["member", "member"],
  ["group_id", "groupId"],
  ["properties", "properties"],
]);
const IGNORED = ["customer_id", "idempotency_key"];

/** Of one event: there may be a thousand of them. */
const MOST_TOLD = 10;

/** Renames the keys of an event; what has no other meaning than its keys is left to `usage`. */
export function eventFields(raw: unknown): { event: unknown; errors: readonly string[] } {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return { event: null, errors: ["An event is an object"] };
  }
  const entries = Object.entries(raw).filter(([key]) => !IGNORED.includes(key));
  const unknown = entries.filter(([key]) => !NAMES.has(key)).slice(0, MOST_TOLD);
  const errors = unknown.map(([key]) => unknownKey(key));
  const event = Object.fromEntries(entries.map(([key, value]) => [NAMES.get(key) ?? key, value]));
  return { event, errors };
}

function unknownKey(key: string): string {
  const meant = nearestKey(key, [...NAMES.keys()]);
  return `Unknown key ${JSON.stringify(key)}${meant ? `; did you mean "${meant}"?` : ""}`;
}
