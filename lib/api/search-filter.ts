/** One filter of a search: whether its field, operator and value go together. */
import * as z from "zod";
import type { Condition, SearchField } from "@/lib/db/search";
import type { Fault } from "@/lib/transport/fault";
import { amount } from "./amounts";
import { InstantText } from "./fields";

/** A field by the API's name: which ids or words it takes where they are not plain text. */
export type Searchable = {
  readonly field: SearchField;
  readonly id?: z.ZodType<string, string>;
  /** The API's words, each with what is stored for it. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
};

const Text = z.string().max(500);

export const Filter = z.strictObject({
  field: z.string().max(100),
  operator: z.enum([
    ...["eq", "contains", "not_contains", "gt", "lt"],
    ...["in", "not_in", "before", "after"],
  ] as const),
  data_type: z.enum(["string", "number", "date", "array"]).nullish(),
  value: z.strictObject({
    string: Text.nullish(),
    number: amount(z.string().regex(/^-?\d{1,20}(\.\d{1,18})?$/, "A decimal")).nullish(),
    date: InstantText.nullish(),
    array: z.array(Text).min(1, "Name a value").max(1000, "At most 1000 values").nullish(),
    boolean: z.null("No field is a boolean").optional(),
  }),
});
type Filter = z.output<typeof Filter>;

type Kind = SearchField["kind"];
type Operator = Filter["operator"];
type ValueKey = "string" | "number" | "date" | "array";

const OPERATORS: Readonly<Record<Kind, readonly Operator[]>> = {
  text: ["eq", "contains", "not_contains", "in", "not_in"],
  id: ["eq", "in", "not_in"],
  word: ["eq", "in", "not_in"],
  decimal: ["eq", "gt", "lt"],
  instant: ["before", "after", "lt", "gt"],
};

const VALUES: Readonly<Record<Kind, ValueKey>> = {
  text: "string",
  id: "string",
  word: "string",
  decimal: "number",
  instant: "date",
};

const COMPARED = { eq: "eq", gt: "gt", lt: "lt", before: "lt", after: "gt" } as const;

type Place = { readonly at: Fault["path"]; readonly faults: Fault[] };

/** Its condition, or none: then its fault is among `faults`. */
export function conditionOf(
  { operator, data_type, value, field: name }: Filter,
  searchable: Searchable,
  { at, faults }: Place,
): readonly Condition[] {
  const { kind } = searchable.field;
  const refuse = (step: string, message: string): readonly Condition[] => {
    faults.push({ path: [...at, step], code: "invalid", message });
    return [];
  };
  if (!OPERATORS[kind].includes(operator)) {
    return refuse("operator", `${name} takes ${OPERATORS[kind].join(", ")}`);
  }
  const key = operator === "in" || operator === "not_in" ? "array" : VALUES[kind];
  if (data_type && data_type !== key) return refuse("data_type", `Here it is "${key}"`);
  const given = value[key];
  const others = Object.keys(value).filter((other) => other !== key && isGiven(value, other));
  if (given === null || given === undefined || others.length > 0) {
    return refuse("value", `Send value.${key}, and no other`);
  }
  const read = storedValues(typeof given === "string" ? [given] : given, searchable);
  if ("wrong" in read) return refuse("value", read.wrong);
  return [written(searchable.field, operator, read.values)];
}

const isGiven = (value: Filter["value"], key: string) =>
  value[key as keyof Filter["value"]] !== null && value[key as keyof Filter["value"]] !== undefined;

type Read = { readonly values: readonly string[] } | { readonly wrong: string };

/** As they are stored: an id without its prefix, a word by what stands for it. */
function storedValues(given: readonly string[], { id, words }: Searchable): Read {
  if (words) {
    const unknown = given.find((word) => !Object.hasOwn(words, word));
    if (unknown === undefined) return { values: given.flatMap((word) => words[word] ?? []) };
    return { wrong: `One of ${Object.keys(words).join(", ")}` };
  }
  if (!id) return { values: given };
  const ids = given.map((text) => id.safeParse(text));
  const wrong = ids.find(({ success }) => !success)?.error?.issues[0]?.message;
  return wrong === undefined ? { values: ids.flatMap(({ data }) => data ?? []) } : { wrong };
}

function written(field: SearchField, operator: Operator, values: readonly string[]): Condition {
  const [value = ""] = values;
  switch (operator) {
    case "in":
    case "not_in":
      return { field, operator, values };
    case "contains":
    case "not_contains":
      return { field, operator, value };
    case "eq":
      // A word may stand for several.
      return field.kind === "decimal"
        ? { field, operator, value }
        : { field, operator: "in", values };
  }
  return { field, operator: COMPARED[operator], value };
}
