/** What other kept events say in a window whose total is no sum: asked when one of them is voided. */
import type { Entitlement } from "@/lib/catalog/rules/catalog";
import type { Row, Tx } from "@/lib/db/tx";
import { type EventId, idFromRow, type OrganizationId } from "@/lib/ids";
import { type Quantity, quantityFromRow } from "@/lib/money/quantity";
import { OLDEST_DAYS } from "../rules/counted-time";
import type { CounterKey } from "../rules/counter-key";

/** What a counter is split by: as the entitlement says, else as the price does. */
export type CounterSplit = Entitlement["per"] | { readonly kind: "price" };

/** Which uses count in the same counter, but one event's. */
export type Others = {
  readonly organizationId: OrganizationId;
  readonly counter: CounterKey;
  readonly split: CounterSplit;
  /** Exclusive; null: without end. */
  readonly windowEnd: Date | null;
  readonly except: EventId;
};

const OTHERS = `FROM usage_event AS e CROSS JOIN LATERAL jsonb_array_elements(e.charges) AS u
  WHERE e.organization_id = $1::uuid AND e.customer_id = $2::uuid AND e.id <> $3::uuid
    AND e.occurred_at >= $4::timestamptz - make_interval(days => ${OLDEST_DAYS})
    AND ($5::timestamptz IS NULL OR e.occurred_at < $5::timestamptz + interval '1 hour')
    AND e.counted_at >= $4::timestamptz AND ($5::timestamptz IS NULL OR e.counted_at < $5::timestamptz)
    AND e.code IS DISTINCT FROM 'voided'
    AND (u ->> 'feature_id')::uuid = $6::uuid AND (u ->> 'taken')::boolean
    AND $8::text = CASE $7::text WHEN 'customer' THEN $8::text WHEN 'member' THEN coalesce(e.member, '')
      WHEN 'group' THEN coalesce(e.group_id, '')
      WHEN 'property' THEN coalesce(e.properties ->> $9::text, '')
      ELSE coalesce(u #>> '{price,split_value}', '') END`;

const paramsOf = ({ organizationId, counter, split, windowEnd, except }: Others) => [
  organizationId,
  counter.customerId,
  except,
  counter.windowStart.toISOString(),
  windowEnd?.toISOString() ?? null,
  counter.featureId,
  split.kind,
  counter.split,
  split.kind === "property" ? split.property : null,
];

const VALUE = "coalesce(u ->> 'value', u ->> 'quantity')::numeric";

/** MAX: undefined if no other event says any. */
export async function findLargestValue(tx: Tx, others: Others): Promise<Quantity | undefined> {
  const [row] = await tx.sql(
    `SELECT max(${VALUE})::numeric(38,9)::text AS value ${OTHERS}`,
    paramsOf(others),
  );
  return row?.value == null ? undefined : quantityFromRow(row.value);
}

export type SaidValue = {
  readonly value: Quantity;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly eventId: EventId;
};

/** LATEST: by its own time; of one instant the one that came later. */
export async function findLatestValue(tx: Tx, others: Others): Promise<SaidValue | undefined> {
  const [row] = await tx.sql(
    `SELECT ${VALUE}::numeric(38,9)::text AS value, e.occurred_at, e.recorded_at, e.id ${OTHERS}
     ORDER BY e.occurred_at DESC, e.recorded_at DESC, e.id DESC LIMIT 1`,
    paramsOf(others),
  );
  return row && saidFromRow(row);
}

const saidFromRow = (row: Row): SaidValue => ({
  value: quantityFromRow(row.value),
  occurredAt: row.occurred_at as Date,
  recordedAt: row.recorded_at as Date,
  eventId: idFromRow<EventId>(row.id),
});

/** UNIQUE_COUNT: another event of the same value, told apart as filters compare values. */
export async function findSameValue(
  tx: Tx,
  others: Others,
  said: { readonly property: string; readonly text: string },
): Promise<EventId | undefined> {
  const number = String(Number(said.text)) === said.text ? said.text : null;
  const [row] = await tx.sql(
    `SELECT e.id ${OTHERS}
       AND CASE WHEN jsonb_typeof(e.properties -> $10::text) = 'number'
         THEN (e.properties ->> $10::text)::numeric = $12::numeric
         ELSE e.properties ->> $10::text = $11::text END
     ORDER BY e.occurred_at, e.id LIMIT 1`,
    [...paramsOf(others), said.property, said.text, number],
  );
  return row && idFromRow<EventId>(row.id);
}
