/** Values for the API's fuzz test: such as a JSON schema asks for, and such as nobody expects. */
import fc from "fast-check";
import type { JsonSchema } from "@/lib/api/reference-fields";

type Limits = {
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
};
type Schema = JsonSchema & Limits;
export type Schemas = Readonly<Record<string, JsonSchema>>;

const nested = (depth: number): unknown => {
  let value: unknown = [];
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? [value] : { deeper: value };
  return value;
};

/** Text that has broken programs: each for a reason of its own. */
const HOSTILE_TEXTS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff x",
  "😀".repeat(40),
  "e\u0301\u0302\u0303",
  "\u202egnp.exe",
  "\ufeff",
  "\u2028\u2029",
  "__proto__",
  "constructor",
  "toString",
  "' OR 1=1 --",
  "$1",
  "%s%n",
  "%",
  "_",
  "\\",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "null",
  "NaN",
  "Infinity",
  "-0",
  "0x10",
  "1e400",
  "0.0000000001",
  "-1",
  "9".repeat(20),
  "9".repeat(60),
  "0000-00-00T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "9999-12-31T23:59:59.999999999Z",
  "2026-02-30T00:00:00Z",
  "0001-01-01T00:00:00+23:59",
  "00000000-0000-0000-0000-000000000000",
  "a".repeat(5_000),
  "😀".repeat(5_000),
] as const;

const HOSTILE_NUMBERS = [
  ...[0, -0, -1, 0.1, 1e-10, 1e-300, 1e21, 1e308],
  ...[2 ** 31, 2 ** 53, -(2 ** 63), 1e15, 1e15 + 1],
];

const decimal = fc
  .tuple(fc.nat(1_000), fc.constantFrom("", ".5", ".000000001", ".25"))
  .map(([whole, fraction]) => `${whole}${fraction}`);

const instant = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2120-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

export const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: "binary", maxLength: 40 }),
);

export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(...HOSTILE_NUMBERS),
  fc.constantFrom(
    null,
    true,
    [],
    {},
    [null],
    [[]],
    { "": "" },
    nested(15),
    nested(17),
    nested(900),
    Array.from({ length: 2_000 }, () => null),
    Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`k${at}`, null])),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** What the schema asks for, as far as it says so; `known` are texts that name something here. */
export function schemaValue(
  schema: JsonSchema,
  schemas: Schemas,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  const name = schema.$ref?.split("/").at(-1);
  const own: Schema = name === undefined ? schema : (schemas[name] ?? {});
  const inner = (one: JsonSchema) => schemaValue(one, schemas, known);
  if (own.enum) return fc.constantFrom(...own.enum);
  if (own.const !== undefined) return fc.constant(own.const);
  const choices = own.anyOf ?? own.oneOf ?? own.allOf ?? [];
  if (choices.length > 0) return fc.oneof(...choices.map(inner));
  const types = typeof own.type === "string" ? [own.type] : (own.type ?? []);
  if (types.length === 0) return fc.oneof(fc.jsonValue({ maxDepth: 2 }), dictionaryOf(hostile));
  return fc.oneof(...types.map((type) => simpleValue(type, own, inner, known)));
}

function simpleValue(
  type: string,
  schema: Schema,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  if (type === "string") return textValue(schema, known);
  if (type === "integer") return wholeValue(schema);
  if (type === "number") return fc.oneof(fc.nat(1_000), fc.constantFrom(0.5, 12.25, 1e-9));
  if (type === "boolean") return fc.boolean();
  if (type === "null") return fc.constant(null);
  if (type === "array") return fc.array(inner(schema.items ?? {}), { maxLength: 3 });
  return objectValue(schema, inner);
}

function textValue({ format }: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  if (format === "date-time") return instant;
  const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
  return fc.oneof(fc.constantFrom(...known), decimal, instant, words);
}

const wholeValue = ({ minimum = -1_000, maximum = 1_000_000 }: Schema) =>
  fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) });

function objectValue(
  { properties, required = [], additionalProperties }: Schema,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (properties) {
    const model = Object.fromEntries(
      Object.entries(properties).map(([key, schema]) => [key, inner(schema)]),
    );
    return fc.record(model, { requiredKeys: required.filter((key) => key in model) });
  }
  const values = typeof additionalProperties === "object" ? additionalProperties : {};
  return dictionaryOf(fc.oneof(inner(values), hostile));
}

const dictionaryOf = (values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), hostileText), values, {
    maxKeys: 4,
  });
