/** Why a meter does not count an event, in words. */
import type { Meter } from "@/lib/catalog/rules/feature";
import { type MeteredEvent, propertyText } from "@/lib/metering/rules/event-match";

/** @returns null where it does count it. */
export function mismatchOf(meter: Meter, event: MeteredEvent): string | null {
  if (meter.eventName !== event.name) return `name differs: it counts “${meter.eventName}”`;
  for (const { property, values } of meter.filters) {
    const text = propertyText(event.properties, property);
    if (text !== undefined && values.includes(text)) continue;
    const wanted = `filter ${property} = ${values.join(" or ")} does not hold`;
    return text === undefined
      ? `${wanted}: the event has no such property`
      : `${wanted}: it is “${text}”`;
  }
  return null;
}
