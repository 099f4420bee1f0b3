/** Whether events that came would count for a meter that is being thought of, and what for. */
import type { Meter } from "@/lib/catalog/rules/feature";
import { type Counted, countsOf } from "@/lib/metering/rules/aggregation";
import { type EventProperties, isMatch, propertyText } from "@/lib/metering/rules/event-match";
import type { Quantity } from "@/lib/money/quantity";

export type TriedMeter = Pick<Meter, "eventName" | "filters" | "aggregation">;

export type Tried =
  | { readonly kind: "counts"; readonly value: Quantity; readonly distinct: string | null }
  | { readonly kind: "other_name" }
  /** `value` is what the event has of it; null: nothing. */
  | { readonly kind: "filtered"; readonly property: string; readonly value: string | null }
  | { readonly kind: "faulty"; readonly fault: Extract<Counted, { ok: false }>["fault"] };

export function triedMeter(
  meter: TriedMeter,
  event: { readonly name: string; readonly properties: EventProperties },
): Tried {
  if (event.name !== meter.eventName) return { kind: "other_name" };
  const failed = meter.filters.find((filter) => !isMatch({ ...meter, filters: [filter] }, event));
  if (failed) {
    const value = propertyText(event.properties, failed.property) ?? null;
    return { kind: "filtered", property: failed.property, value };
  }
  const counted = countsOf(meter.aggregation, event.properties, true);
  return counted.ok
    ? { kind: "counts", value: counted.value, distinct: counted.distinct }
    : { kind: "faulty", fault: counted.fault };
}
