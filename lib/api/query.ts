/** A request's query, read from its address: each parameter once, or as the list that it is. */
import type * as z from "zod";
import type { Fault } from "@/lib/transport/fault";
import { isUnfit } from "./json";
import { knownKeysAt, nearestKey, takesListAt } from "./suggestion";

/** What each parameter was given, in the order of the address. */
export type Query = ReadonlyMap<string, readonly string[]>;

const NOTHING: Query = new Map();

/** Of an address with or without a query; a broken escape is taken as it is written. */
export function queryOf(url: string): Query {
  const start = url.indexOf("?");
  if (start < 0) return NOTHING;
  const query = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(url.slice(start))) {
    const given = query.get(name);
    if (given) given.push(value);
    else query.set(name, [value]);
  }
  return query;
}

/** What clients of the dialect send to say how an answer is made, not what is in it; `-` is its age. */
const OF_THE_DIALECT: readonly string[] = [
  ...["expand", "from_cache", "include_real_time_balance", "-"],
];

/**
 * What the schema is asked. A list may repeat its parameter, or put commas between; anything else
 * is said once, for of two the caller may mean either.
 */
export function readQuery(
  schema: z.ZodType,
  query: Query,
): { readonly raw: unknown; readonly faults: readonly Fault[] } {
  if (query.size === 0) return { raw: {}, faults: [] };
  const known = [...knownKeysAt(schema, []), ...OF_THE_DIALECT];
  const faults: Fault[] = [];
  const raw = [...query].map(([name, given]): [string, unknown] => {
    const isList = takesListAt(schema, name);
    if (given.some(isUnfit)) faults.push(fault(name, "invalid_text", "Contains what no text may"));
    if (!known.includes(name)) faults.push(unknownParameter(name, known));
    else if (given.length > 1 && !isList) {
      faults.push(fault(name, "repeated_key", `Send ${JSON.stringify(name)} once`));
    }
    return [name, isList ? given.flatMap((text) => text.split(",")) : given[0]];
  });
  return { raw: Object.fromEntries(raw), faults };
}

/** A filter that nobody reads would be answered with everything, as if it had found all of that. */
function unknownParameter(name: string, known: readonly string[]): Fault {
  const meant = nearestKey(name, known);
  const message = `Unknown parameter ${JSON.stringify(name.slice(0, 60))}`;
  return fault(name, "unknown_key", meant ? `${message}; did you mean "${meant}"?` : message);
}

const fault = (name: string, code: string, message: string): Fault => ({
  path: ["query", name],
  code,
  message,
});
