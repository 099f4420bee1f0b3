/** Calls for the API's fuzz test: an operation's example with parts of it changed, or made up whole. */
import fc from "fast-check";
import type { JsonSchema } from "@/lib/api/reference-fields";
import type { Route } from "@/lib/api/route";
import type { Example } from "./api-example";
import { changedWithin } from "./fuzz-places";
import { hostile, hostileText, type Schemas, schemaValue } from "./fuzz-values";
import { type Wire, wire } from "./fuzz-wire";

export type FuzzCall = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly wire: Wire;
};

/** What the document says of an operation, as far as calls are made from it. */
export type FuzzedOperation = {
  readonly route: Route;
  readonly example: Partial<Example>;
  readonly parameters: readonly { name: string; in: string; schema: JsonSchema }[];
  readonly body: JsonSchema | undefined;
};

/** @param known texts that name something of the organization, or of another one. */
export function fuzzCall(
  operation: FuzzedOperation,
  schemas: Schemas,
  known: readonly string[],
): fc.Arbitrary<FuzzCall> {
  const { parameters, example } = operation;
  const inPath = parameters.filter((one) => one.in === "path").map(({ name }) => name);
  const params = inPath.map((name) => [name, paramValue(example.params?.[name], known)] as const);
  const query = parameters
    .filter((one) => one.in === "query")
    .map(({ name, schema }) => [name, queryValue(schema, schemas, known)] as const);
  const usual = example.query ?? {};
  return fc.record({
    params: fc.record(Object.fromEntries(params)),
    query: fc.record<Record<string, string>>(Object.fromEntries(query)).chain((made) =>
      fc.subarray(Object.keys(made)).map((keys) => ({
        ...usual,
        ...Object.fromEntries(keys.map((key) => [key, made[key] ?? ""])),
      })),
    ),
    body: bodyValue(operation, schemas, known),
    wire,
  });
}

const paramValue = (usual: string | undefined, known: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual ?? "x") },
    { weight: 1, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: hostileText },
  );

const queryValue = (schema: JsonSchema, schemas: Schemas, known: readonly string[]) =>
  fc.oneof(schemaValue(schema, schemas, known).map(String), hostileText);

function bodyValue(
  { body, example }: FuzzedOperation,
  schemas: Schemas,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  if (!body) return fc.constant(undefined);
  const usual = example.body ?? {};
  const properties = body.properties ?? {};
  const keys = [...new Set([...Object.keys(usual), ...Object.keys(properties)])];
  const change = fc
    .constantFrom(...keys, "colour")
    .chain((key) => fc.tuple(fc.constant(key), changed(properties[key] ?? {}, schemas, known)));
  const nearly = fc
    .tuple(fc.array(change, { minLength: 0, maxLength: 3 }), fc.uuid())
    .map(([changes, name]) => ({ ...anew(usual, name), ...Object.fromEntries(changes) }));
  const within = fc.uuid().chain((name) => changedWithin(anew(usual, name), known, 3));
  return fc.oneof(
    { weight: 4, arbitrary: nearly },
    { weight: 4, arbitrary: within },
    { weight: 3, arbitrary: schemaValue(body, schemas, known) },
    { weight: 1, arbitrary: hostile },
  );
}

/** What a caller names once is named anew: a repeat would show little. */
export const anew = (body: Readonly<Record<string, unknown>>, name: string) => ({
  ...body,
  ...("idempotency_key" in body && { idempotency_key: name }),
  ...("event_id" in body && { event_id: name }),
});

const changed = (schema: JsonSchema, schemas: Schemas, known: readonly string[]) =>
  fc.oneof(
    { weight: 2, arbitrary: schemaValue(schema, schemas, known) },
    { weight: 1, arbitrary: hostile },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

/** The path and query of a call under `/v1`. */
export function addressOf(route: Route, { params, query, wire: { moreQuery } }: FuzzCall): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) => escaped(params[name] ?? ""));
  const search = Object.entries(query).map(([key, value]) => `${key}=${escaped(value)}`);
  const whole = [...search, ...(moreQuery === "" ? [] : [moreQuery])].join("&");
  return whole === "" ? path : `${path}?${whole}`;
}

/** Half of a surrogate pair has no UTF-8: it is sent as the bytes that programs make of it. */
const escaped = (text: string) =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll(".", "%2E");
