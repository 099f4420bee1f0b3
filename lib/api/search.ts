/** The bodies of `/search`: the dialect's filters and order, over fields that each list names. */
import * as z from "zod";
import type { Condition, Search, SearchField } from "@/lib/db/search";
import { type Fault, invalidInput } from "@/lib/transport/fault";
import { Instant } from "./fields";
import { conditionOf, Filter, type Searchable } from "./search-filter";
import { nearestKey } from "./suggestion";

export type Searchables = Readonly<Record<string, Searchable>> & {
  readonly created_at: Searchable;
};

/** The keys that every search takes, for a body's shape. */
export const SearchKeys = {
  filters: z.array(Filter).max(20, "At most 20 filters").default([]),
  sort: z
    .array(z.strictObject({ field: z.string().max(100), direction: z.enum(["asc", "desc"]) }))
    .max(5, "At most 5 fields")
    .default([]),
  /** By when things were made, where `sort` says nothing. */
  order: z.enum(["asc", "desc"]).default("desc"),
  limit: z.int().min(1).max(1000).default(50),
  offset: z.int().min(0).max(100_000).default(0),
  /** Made at or after. */
  start_time: Instant.nullish(),
  /** Made before. */
  end_time: Instant.nullish(),
  // Answers hold what they hold; the dialect's clients may ask for more of it.
  expand: z.unknown().optional(),
};
type SearchBody = z.output<z.ZodObject<typeof SearchKeys>>;

/**
 * What a body asks of a list.
 *
 * @param own what the list's own keys of the body say; undefined where they say nothing.
 * @throws DomainError `validation_error` for fields, operators and values that do not go together.
 */
export function searchOf(
  body: SearchBody,
  known: Searchables,
  own: readonly (Condition | undefined)[] = [],
): Search {
  const faults: Fault[] = [];
  const conditions = body.filters.flatMap((filter, index) => {
    const searchable = fieldNamed(filter.field, known, ["filters", index, "field"], faults);
    return searchable ? conditionOf(filter, searchable, { at: ["filters", index], faults }) : [];
  });
  const sort = body.sort.flatMap(({ field, direction }, index) => {
    const found = fieldNamed(field, known, ["sort", index, "field"], faults);
    return found ? [{ field: found.field, direction }] : [];
  });
  if (faults.length > 0) throw invalidInput(faults);
  const made = known.created_at.field;
  return {
    conditions: [
      ...conditions,
      ...madeWithin(body, made),
      ...own.filter((one) => one !== undefined),
    ],
    sort: sort.length > 0 ? sort : [{ field: made, direction: body.order }],
    limit: body.limit,
    offset: body.offset,
  };
}

const madeWithin = ({ start_time: from, end_time: to }: SearchBody, field: SearchField) => [
  ...(from ? [{ field, operator: "gte" as const, value: from.toISOString() }] : []),
  ...(to ? [{ field, operator: "lt" as const, value: to.toISOString() }] : []),
];

function fieldNamed(
  name: string,
  known: Searchables,
  path: Fault["path"],
  faults: Fault[],
): Searchable | undefined {
  if (Object.hasOwn(known, name)) return known[name];
  const meant = nearestKey(name, Object.keys(known));
  const hint = meant
    ? `; did you mean "${meant}"?`
    : `; there are ${Object.keys(known).join(", ")}`;
  const message = `No field ${JSON.stringify(name)}${hint}`;
  faults.push({ path, code: "unknown_field", message });
  return undefined;
}

/** A body's own key that names what a field may be; nothing named asks nothing. */
export function oneOf(
  field: SearchField,
  values: string | readonly string[] | null | undefined,
): Condition | undefined {
  if (values === null || values === undefined) return undefined;
  return { field, operator: "in", values: typeof values === "string" ? [values] : values };
}

/** The same for a key whose words stand for what is stored. */
export const wordsOf = (
  { field, words = {} }: Searchable,
  asked: readonly string[] | string | null | undefined,
): Condition | undefined => {
  if (asked === null || asked === undefined) return undefined;
  const names = typeof asked === "string" ? [asked] : asked;
  return oneOf(
    field,
    names.flatMap((name) => (Object.hasOwn(words, name) ? (words[name] ?? []) : [])),
  );
};

/** What a search answers: the dialect's list. */
export const foundList = <View, Item>(
  { items, total }: { readonly items: readonly View[]; readonly total: number },
  { limit, offset }: Search,
  dialect: (view: View) => Item,
) => ({ items: items.map(dialect), pagination: { total, limit, offset }, next_cursor: null });

/** Things that may be archived, in the dialect's words; nothing is ever deleted. */
export const ARCHIVAL = { published: ["ACTIVE"], archived: ["ARCHIVED"], deleted: [] } as const;
export const ArchivalStatus = z.enum(["published", "archived", "deleted"]).nullish();
