/** The values that counters of UNIQUE_COUNT have counted. Read and written under the counters' locks. */
import type { Tx } from "@/lib/db/tx";
import { type EventId, idFromRow, type OrganizationId } from "@/lib/ids";
import { type SeenKey, seenKeyText } from "../rules/counter-key";
import { type CounterState, type Counters, SEEN } from "../rules/decide-use";
import { keyColumns } from "./counters";

type WithSeen = { readonly seen: SeenKey | null };

const KEYS = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[])
  AS key (customer_id, feature_id, price_version_id, split, window_start, value_hash)`;

/** Which of the uses' values were counted before, as `decideUse` looks for them. */
export async function loadSeen(tx: Tx, uses: readonly WithSeen[]): Promise<Counters> {
  const keys = distinctKeys(uses);
  if (keys.length === 0) return new Map();
  const rows = await tx.sql(
    `SELECT customer_id, feature_id, price_version_id, split, window_start, value_hash
     FROM usage_seen_value
     WHERE (customer_id, feature_id, price_version_id, split, window_start, value_hash)
       IN (SELECT * FROM ${KEYS})`,
    columns(keys),
  );
  return new Map(
    rows.map((row): [string, CounterState] => {
      const counter = {
        customerId: idFromRow<SeenKey["counter"]["customerId"]>(row.customer_id),
        featureId: idFromRow<SeenKey["counter"]["featureId"]>(row.feature_id),
        priceVersionId: String(row.price_version_id),
        split: String(row.split),
        windowStart: row.window_start as Date,
      };
      return [seenKeyText({ counter, valueHash: String(row.value_hash) }), SEEN];
    }),
  );
}

/** Keeps values that counted for the first time, with the event that brought each. */
export async function insertSeen(
  tx: Tx,
  organizationId: OrganizationId,
  values: readonly (SeenKey & { readonly eventId: EventId })[],
): Promise<void> {
  if (values.length === 0) return;
  const sorted = values.toSorted((a, b) => (seenKeyText(a) < seenKeyText(b) ? -1 : 1));
  // Without ON CONFLICT: a value counted twice is a fault, and must fail the whole.
  await tx.sql(
    `INSERT INTO usage_seen_value (customer_id, feature_id, price_version_id, split, window_start,
       value_hash, organization_id, event_id)
     SELECT customer_id, feature_id, price_version_id, split, window_start, value_hash, $7::uuid, event_id
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $8::uuid[])
       AS key (customer_id, feature_id, price_version_id, split, window_start, value_hash, event_id)`,
    [...columns(sorted), organizationId, sorted.map(({ eventId }) => eventId)],
  );
}

/** A voided event's value counts for another event that brought it, or is not seen any more. */
export async function releaseSeen(
  tx: Tx,
  { counter, valueHash }: SeenKey,
  { from, to }: { readonly from: EventId; readonly to: EventId | null },
): Promise<void> {
  const key = [...columns([{ counter, valueHash }])];
  const isKey = `(customer_id, feature_id, price_version_id, split, window_start, value_hash)
    IN (SELECT * FROM ${KEYS})`;
  if (to === null) await tx.sql(`DELETE FROM usage_seen_value WHERE ${isKey}`, key);
  else {
    await tx.sql(
      `UPDATE usage_seen_value SET event_id = $8::uuid WHERE ${isKey} AND event_id = $7::uuid`,
      [...key, from, to],
    );
  }
}

const distinctKeys = (uses: readonly WithSeen[]): readonly SeenKey[] => [
  ...new Map(
    uses.flatMap(({ seen }) => (seen ? [[seenKeyText(seen), seen] as const] : [])),
  ).values(),
];

const columns = (keys: readonly SeenKey[]) => [
  ...keyColumns(keys.map(({ counter }) => counter)),
  keys.map(({ valueHash }) => valueHash),
];
