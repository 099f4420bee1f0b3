import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import type { Context } from "@/lib/context";
import type { CsvColumn } from "@/lib/text/csv";
import { listEvents } from "@/lib/usage/reads/events";
import { findFeatureUnits } from "@/lib/usage/reads/feature-units";
import { EventQuery, type EventView } from "@/lib/usage/schema/event";
import { NO_UNITS } from "@/lib/usage/schema/trace";
import type { UnitsOf } from "@/lib/usage/view/units";
import { unitsOfCosts, unitsOfTransactions } from "../credit-units";
import { exportList } from "../export-list";
import { storedInstant } from "../stored-query";

const Instant = storedInstant.nullable().default(null);

type Row = EventView & { readonly unitsOf: UnitsOf; readonly creditUnit: string | null };

const creditUnitOf = ({ creditUnit }: Row) => creditUnit;

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
  ["credit_unit", creditUnitOf],
  ["properties", ({ properties }) => JSON.stringify(properties)],
  ["request_id", ({ requestId }) => requestId],
];

/** By the event: those of its uses' prices, or of the wallets that paid a price in money. */
async function creditUnitsOf(ctx: Context, events: readonly EventView[]) {
  const paid = events.flatMap(({ uses }) =>
    uses.flatMap(({ transactionId }) => transactionId ?? []),
  );
  const [ofCosts, ofTransactions] = await Promise.all([
    unitsOfCosts(ctx),
    unitsOfTransactions(ctx, paid),
  ]);
  return new Map(
    events.map(({ id, uses }) => {
      const units = uses.flatMap(
        ({ price, transactionId }) =>
          ofCosts.get(price?.id ?? "") ?? ofTransactions.get(transactionId ?? "") ?? [],
      );
      return [id, [...new Set(units)].sort().join(" + ") || null];
    }),
  );
}

/** A line an event, its uses together. */
export const EVENTS = exportList({
  name: "Events",
  permission: "usage:read",
  stored: EventQuery.extend({ from: Instant, to: Instant }),
  columns: COLUMNS,
  totals: { credits: creditUnitOf, refused_credits: creditUnitOf },
  writtenAt: ({ recordedAt }) => recordedAt,
  page: async (ctx, query: EventQuery, place) => {
    const [{ items, nextCursor }, unitsOf] = await Promise.all([
      listEvents(ctx, { ...query, ...place }),
      findFeatureUnits(ctx),
    ]);
    const creditUnits = await creditUnitsOf(ctx, items);
    const told = items.map((event) => ({
      creditUnit: creditUnits.get(event.id) ?? null,
      unitsOf,
      ...event,
    }));
    return { items: told, nextCursor };
  },
});
