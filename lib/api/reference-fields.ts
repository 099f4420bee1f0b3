/** JSON Schema as rows that a person reads: each key, what it holds, and whether it has to be there. */

export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
};
type Schemas = Readonly<Record<string, JsonSchema>>;

export type Field = {
  readonly name: string;
  /** How many objects it stands inside of. */
  readonly depth: number;
  readonly type: string;
  readonly isRequired: boolean;
};

/** Deeper ones are told by their example. */
const DEEPEST = 2;

/** The keys of a body or an answer, those of an object in it right after it. */
export function fieldsOf(schema: JsonSchema, schemas: Schemas, depth = 0): readonly Field[] {
  return objectsIn(schema, schemas).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([name, inner]) => [
      { name, depth, type: typeWords(inner, schemas), isRequired: required.includes(name) },
      ...(depth < DEEPEST ? fieldsOf(inner, schemas, depth + 1) : []),
    ]),
  );
}

/** The objects that a value may be, or be a list of. */
function objectsIn(schema: JsonSchema, schemas: Schemas): readonly JsonSchema[] {
  const own = resolved(schema, schemas);
  if (own.properties) return [own];
  if (own.items) return objectsIn(own.items, schemas);
  return choicesOf(own).flatMap((choice) => objectsIn(choice, schemas));
}

const choicesOf = ({ anyOf, oneOf, allOf }: JsonSchema) => anyOf ?? oneOf ?? allOf ?? [];

function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** What a value may be, in words: `text or number or null`. */
export function typeWords(schema: JsonSchema, schemas: Schemas): string {
  return [...new Set(wordsOf(schema, schemas))].join(" or ") || "anything";
}

function wordsOf(schema: JsonSchema, schemas: Schemas): readonly string[] {
  const own = resolved(schema, schemas);
  if (own.enum) return own.enum.map((value) => JSON.stringify(value));
  if (own.const !== undefined) return [JSON.stringify(own.const)];
  const choices = choicesOf(own);
  if (choices.length > 0) return choices.flatMap((choice) => wordsOf(choice, schemas));
  const types = typeof own.type === "string" ? [own.type] : (own.type ?? []);
  return types.map((type) => simpleWords(type, own, schemas));
}

const NAMES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
};

function simpleWords(type: string, schema: JsonSchema, schemas: Schemas): string {
  if (type === "string" && schema.format === "date-time") return "time";
  if (type === "array") return `list of ${typeWords(schema.items ?? {}, schemas)}`;
  return NAMES[type] ?? type;
}
