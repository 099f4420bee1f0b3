/** A request's parts through the declared schemas, every fault told at once. */
import type * as z from "zod";
import { notFound } from "@/lib/errors";
import { type Fault, faultsOf, invalidInput } from "@/lib/transport/fault";
import { faultsOfKey, mergeIdempotencyKey } from "./idempotency";
import { isUnfit, parseJson } from "./json";
import { type Query, readQuery } from "./query";
import type { Asked, Route } from "./route";
import { knownKeysAt, nearestKey } from "./suggestion";

/** A request, taken apart by whoever serves it. */
export type Parts = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** `""` without a body. */
  readonly bodyText: string;
  readonly idempotencyKey: string | undefined;
};

/** @throws DomainError `validation_error`; `not_found` for a path that can name nothing. */
export function parseParts(route: Route, parts: Parts): Asked<never, never, never> {
  const faults: Fault[] = [...faultsOfKey(parts.idempotencyKey)];
  const { raw, faults: queryFaults } = readQuery(route.query, parts.query);
  faults.push(...queryFaults);
  const query = take(route.query, raw, faults, ["query"]);
  const { body, bodyFaults } = takeBody(route, parts, faults);
  if (faults.length > 0) throw invalidInput(faults);
  const asked = {
    params: takeParams(route, parts.params),
    query,
    body,
    idempotencyKey: parts.idempotencyKey,
    bodyFaults,
  };
  // The one cast: each part came out of the schema that the declaration's types are read from.
  return asked as Asked<never, never, never>;
}

/** An id that cannot be one names nothing: the same answer as for one that nobody has. */
function takeParams({ params }: Route, raw: Parts["params"]): unknown {
  const parsed = params.safeParse(raw);
  const unfit = Object.keys(raw).find((key) => isUnfit(raw[key] ?? ""));
  if (parsed.success && unfit === undefined) return parsed.data;
  const name = unfit ?? String(parsed.error?.issues[0]?.path[0] ?? "");
  throw notFound(name.replace(/Id$/, "").replaceAll("_", " "), raw[name] ?? "");
}

function takeBody(route: Route, parts: Parts, faults: Fault[]) {
  if (route.body === undefined) return { body: undefined, bodyFaults: [] };
  const json = parts.bodyText === "" ? { value: {}, faults: [] } : parseJson(parts.bodyText);
  const merged = takesIdempotencyKey(route.body)
    ? mergeIdempotencyKey(json.value, parts.idempotencyKey)
    : { body: json.value, faults: [] };
  if (!route.judgesBody) faults.push(...json.faults);
  faults.push(...merged.faults);
  const known = new Set(faults.map(({ path }) => path.join("/")));
  const found: Fault[] = [];
  const body = take(route.body, merged.body, found, []);
  // What the reader found wrong is not told a second time by the schema.
  faults.push(...found.filter(({ path }) => !known.has(path.join("/"))));
  return { body, bodyFaults: json.faults };
}

/** Asked of a schema once: the answer is the same for every request. */
function takesIdempotencyKey(body: z.ZodType): boolean {
  const known = takingKeys.get(body);
  if (known !== undefined) return known;
  const takes = knownKeysAt(body, []).includes("idempotency_key");
  takingKeys.set(body, takes);
  return takes;
}
const takingKeys = new WeakMap<z.ZodType, boolean>();

function take(
  schema: z.ZodType,
  raw: unknown,
  faults: Fault[],
  at: readonly PropertyKey[],
): unknown {
  const parsed = schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const fault of faultsOf(parsed.error)) {
    faults.push({ ...withSuggestion(fault, schema), path: [...at, ...fault.path] });
  }
  return undefined;
}

function withSuggestion(fault: Fault, schema: z.ZodType): Fault {
  if (fault.code !== "unknown_key") return fault;
  const key = String(fault.path.at(-1));
  const meant = nearestKey(key, knownKeysAt(schema, fault.path.slice(0, -1)));
  if (meant === undefined) return fault;
  return { ...fault, message: `${fault.message}; did you mean "${meant}"?` };
}
