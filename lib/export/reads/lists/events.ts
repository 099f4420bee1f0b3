import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import type { CsvColumn } from "@/lib/text/csv";
import { listEvents } from "@/lib/usage/reads/events";
import { findFeatureUnits } from "@/lib/usage/reads/feature-units";
import { EventQuery, type EventView } from "@/lib/usage/schema/event";
import { NO_UNITS } from "@/lib/usage/schema/trace";
import type { UnitsOf } from "@/lib/usage/view/units";
import { exportList } from "../export-list";
import { storedInstant } from "../stored-query";

const Instant = storedInstant.nullable().default(null);

type Row = EventView & { readonly unitsOf: UnitsOf };

const COLUMNS: readonly CsvColumn<Row>[] = [
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
  [
    "shown_quantities",
    ({ uses, unitsOf }) =>
      uses
        .map(({ featureId, quantity }) => {
          const shown = shownQuantity(unitsOf(featureId) ?? NO_UNITS, quantity);
          return `${shown.quantity} ${shown.unit}`;
        })
        .join("; "),
  ],
  ["credits", ({ credits }) => credits],
  ["refused_credits", ({ refusedCredits }) => refusedCredits],
  ["properties", ({ properties }) => JSON.stringify(properties)],
  ["request_id", ({ requestId }) => requestId],
];

/** A line an event, its uses together. */
export const EVENTS = exportList({
  name: "Events",
  permission: "usage:read",
  stored: EventQuery.extend({ from: Instant, to: Instant }),
  columns: COLUMNS,
  totals: ["credits", "refused_credits"],
  writtenAt: ({ recordedAt }) => recordedAt,
  page: async (ctx, query: EventQuery, place) => {
    const [{ items, nextCursor }, unitsOf] = await Promise.all([
      listEvents(ctx, { ...query, ...place }),
      findFeatureUnits(ctx),
    ]);
    return { items: items.map((event) => ({ ...event, unitsOf })), nextCursor };
  },
});
