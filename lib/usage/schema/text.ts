/** Texts and properties that usage takes: bounded, and such that PostgreSQL and JSON both hold them. */
import * as z from "zod";
import { STORABLE, storable } from "@/lib/text/schema";

export const named = (most: number) => storable(most).min(1, "Cannot be empty");

export const MOST_PROPERTIES = 100;
const MOST_PROPERTY_BYTES = 16_384;
const MOST_DEPTH = 5;

/** JSON that the event carries: bounded in size and depth, each text storable. */
export const Properties = z
  .unknown()
  .optional()
  .transform((raw, issue): Readonly<Record<string, unknown>> => {
    const fault = raw === undefined || raw === null ? undefined : propertiesFault(raw);
    if (fault === undefined) return (raw ?? {}) as Readonly<Record<string, unknown>>;
    issue.addIssue({ code: "custom", message: fault });
    return z.NEVER;
  });

function propertiesFault(raw: unknown): string | undefined {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return "Properties are an object";
  }
  if (Object.keys(raw).length > MOST_PROPERTIES) return `At most ${MOST_PROPERTIES} properties`;
  const fault = valueFault(raw, MOST_DEPTH);
  if (fault !== undefined) return fault;
  const bytes = new TextEncoder().encode(JSON.stringify(raw)).length;
  return bytes > MOST_PROPERTY_BYTES ? `At most ${MOST_PROPERTY_BYTES} bytes` : undefined;
}

function valueFault(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") {
    return STORABLE.test(value) ? undefined : "Leave out U+0000 and lone surrogates";
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth === 0) return `At most ${MOST_DEPTH} levels`;
  const inner = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const part of inner) {
    const fault = valueFault(part, depth - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
