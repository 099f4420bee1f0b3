import type { CsvColumn } from "@/lib/transport/csv";
import type { EventView } from "@/lib/usage/schema/event";

/** Events as a file: a line an event, its uses together. */
export const EVENT_COLUMNS: readonly CsvColumn<EventView>[] = [
  ["id", ({ id }) => id],
  ["event_id", ({ eventId }) => eventId],
  ["event_name", ({ eventName }) => eventName],
  ["occurred_at", ({ occurredAt }) => occurredAt],
  ["received_at", ({ recordedAt }) => recordedAt],
  ["customer_id", ({ customerId }) => customerId],
  ["external_customer_id", ({ externalCustomerId }) => externalCustomerId],
  ["customer", ({ customerName }) => customerName],
  ["member", ({ member }) => member],
  ["group_id", ({ groupId }) => groupId],
  ["source", ({ source }) => source],
  ["api_key", ({ apiKey }) => apiKey?.name ?? null],
  ["status", ({ status }) => status],
  ["code", ({ code }) => code],
  ["features", ({ uses }) => uses.map(({ featureKey }) => featureKey).join(" ")],
  ["quantities", ({ uses }) => uses.map(({ quantity }) => quantity).join(" ")],
  ["credits", ({ credits }) => credits],
  ["refused_credits", ({ refusedCredits }) => refusedCredits],
  ["properties", ({ properties }) => JSON.stringify(properties)],
  ["request_id", ({ requestId }) => requestId],
];
