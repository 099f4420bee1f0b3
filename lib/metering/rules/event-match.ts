/** Which events a meter counts: those of its name whose properties pass every filter (SEMANTICS 7.1). */
import type { Meter } from "@/lib/catalog/rules/feature";

/** What the caller sent beside the name; strings, numbers, booleans and nested JSON. */
export type EventProperties = Readonly<Record<string, unknown>>;

export type MeteredEvent = { readonly name: string; readonly properties: EventProperties };

export function isMatch(meter: Pick<Meter, "eventName" | "filters">, event: MeteredEvent): boolean {
  if (meter.eventName !== event.name) return false;
  return meter.filters.every(({ property, values }) => {
    const text = propertyText(event.properties, property);
    return text !== undefined && values.includes(text);
  });
}

/** A property as filters and prices compare it: `true` and `"true"`, `5` and `"5"` are equal. */
export function propertyText(properties: EventProperties, name: string): string | undefined {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
