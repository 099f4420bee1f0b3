/** How a call of the API's fuzz test goes over the wire: mostly as it should, at times as none should. */
import fc from "fast-check";

export type Wire = {
  readonly headers: Readonly<Record<string, string>>;
  /** Behind the query that the call has. */
  readonly moreQuery: string;
  /** What is sent for a body's JSON. */
  readonly told: (json: string) => string | Uint8Array<ArrayBuffer>;
};

const AS_IT_IS = (json: string) => json;
const JSON_TYPE = "application/json";

const TYPES = [
  `${JSON_TYPE}; charset=utf-8`,
  "Application/Vnd.X+JSON",
  `${JSON_TYPE}; charset=utf-16`,
  `${JSON_TYPE};;`,
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "*/*",
  "",
];

const KEYS = ["", " ", "a b", "\u00e9", "x".repeat(255), "x".repeat(256), "x".repeat(9_000), "\t"];

const QUERIES = [
  "colour=blue",
  "limit=1&limit=2",
  "limit[]=1",
  "%00=1",
  "%ff=%fe",
  "=",
  "&&",
  "__proto__=1",
  "constructor[prototype]=1",
  `q=${"x".repeat(5_000)}`,
];

const insideOut = (json: string) => {
  const bytes = new TextEncoder().encode(json);
  bytes[bytes.length >> 1] = 0xff;
  return bytes;
};

/** Bodies that are no JSON, or such as a reader could stumble over. */
const BODIES: readonly Wire["told"][] = [
  (json) => json.slice(0, -1),
  (json) => json.slice(0, json.length >> 1),
  (json) => `\ufeff${json}`,
  (json) => `${json}${json}`,
  (json) => json.replace(/^\{/, '{"__proto__":{"x":1},'),
  // The key of the first member twice.
  (json) => json.replace(/^\{("[^"\\]*":)/, "{$1null,$1"),
  (json) => json.replace(/[\d.]+(?="?[,}])/, "1e999"),
  (json) => json.replace(/[\d.]+(?="?[,}])/, "0.12345678901234567890123456789"),
  insideOut,
  () => "",
  () => "null",
  () => "[".repeat(50_000),
  () => `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
  () => `{"a":${'{"a":'.repeat(20_000)}1${"}".repeat(20_001)}`,
  () => "\0",
];

/** Larger than any body may be. */
export const OVERSIZED: Wire = {
  headers: { "content-type": JSON_TYPE },
  moreQuery: "",
  told: (json) => json.padEnd(8 * 1024 * 1024 + 1),
};

export const USUAL: Wire = {
  headers: { "content-type": JSON_TYPE },
  moreQuery: "",
  told: AS_IT_IS,
};

const oddly = (odd: fc.Arbitrary<Partial<Wire>>) => odd.map((over) => ({ ...USUAL, ...over }));
const withHeader = (name: string, values: readonly string[]) =>
  oddly(
    fc.constantFrom(...values).map((value) => ({ headers: { ...USUAL.headers, [name]: value } })),
  );

export const wire: fc.Arbitrary<Wire> = fc.oneof(
  { weight: 24, arbitrary: fc.constant(USUAL) },
  { weight: 2, arbitrary: withHeader("content-type", TYPES) },
  { weight: 2, arbitrary: withHeader("idempotency-key", KEYS) },
  { weight: 1, arbitrary: withHeader("x-request-id", KEYS) },
  { weight: 2, arbitrary: oddly(fc.constantFrom(...QUERIES).map((moreQuery) => ({ moreQuery }))) },
  { weight: 3, arbitrary: oddly(fc.constantFrom(...BODIES).map((told) => ({ told }))) },
);
