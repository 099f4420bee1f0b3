import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type EventId, idFromRow, idText } from "@/lib/ids";
import { formatCredits } from "@/lib/money/format";
import { quantityText } from "@/lib/money/quantity";
import { type Tried, type TriedMeter, triedMeter } from "../rules/try-meter";
import type { TriedEventView, TryMeterInput } from "../schema/try-meter";
import { COUNTING_FAULTS } from "../view/stages";

/** How far back it looks, so that a name that nobody sends costs no more than one that is sent. */
const RECENT = 2_000;
const SHOWN = 6;

/**
 * The last events, those of the meter's name first, each with whether the meter would count it.
 * Nothing is counted by asking.
 */
export async function tryMeter(
  ctx: Context,
  input: TryMeterInput,
): Promise<readonly TriedEventView[]> {
  const rows = await readSql(
    `SELECT recent.*, customer.name AS customer_name FROM (
       SELECT id, event_name, occurred_at, properties, customer_id, external_customer_id
       FROM usage_event WHERE organization_id = $1::uuid
       ORDER BY occurred_at DESC, id DESC LIMIT $3::int) AS recent
     LEFT JOIN customer ON customer.id = recent.customer_id
     ORDER BY recent.event_name = $2::text DESC, recent.occurred_at DESC, recent.id DESC
     LIMIT $4::int`,
    [ctx.organizationId, input.eventName, RECENT, SHOWN],
  );
  const meter = meterOf(input);
  return rows.map((row) => triedView(meter, row));
}

const meterOf = ({ eventName, filters, ...counted }: TryMeterInput): TriedMeter => ({
  ...{ eventName, filters },
  aggregation: {
    type: counted.aggregation,
    property: counted.aggregation === "COUNT" ? null : counted.property,
    multiplier: counted.multiplier,
  },
});

function triedView(meter: TriedMeter, row: Row): TriedEventView {
  const properties = (row.properties ?? {}) as Record<string, unknown>;
  const tried = triedMeter(meter, { name: String(row.event_name), properties });
  return {
    id: idText("evt", idFromRow<EventId>(row.id)),
    eventName: String(row.event_name),
    occurredAt: (row.occurred_at as Date).toISOString(),
    customer: String(row.customer_name ?? row.external_customer_id ?? ""),
    counts: tried.kind === "counts",
    words: wordsOf(tried),
  };
}

function wordsOf(tried: Tried): string {
  switch (tried.kind) {
    case "counts":
      return tried.distinct === null
        ? `would count ${formatCredits(quantityText(tried.value))}`
        : `would count ${tried.distinct}, once a period`;
    case "other_name":
      return "would not count: its name is another";
    case "filtered":
      return tried.value === null
        ? `would not count: it has no ${tried.property}`
        : `would not count: its ${tried.property} is ${tried.value}`;
    case "faulty":
      return `would be refused: ${COUNTING_FAULTS[tried.fault] ?? tried.fault}`;
  }
}
