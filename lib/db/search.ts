/** Lists that a caller filters and sorts by fields that the list names: only those reach the SQL. */
import { containing } from "./like";
import { readSql } from "./transact";
import type { Param, Row } from "./tx";

const TYPES = {
  text: "text",
  id: "uuid",
  /** Of a closed set. */
  word: "text",
  decimal: "numeric",
  instant: "timestamptz",
} as const;

/** What may be asked for: written down beside the list's own SQL, never made from what is asked. */
export type SearchField = { readonly kind: keyof typeof TYPES; readonly sql: string };

/** When a row was made and last changed, as every table says it. */
export const stampFields = (table: string) =>
  ({
    createdAt: { kind: "instant", sql: `${table}.created_at` },
    updatedAt: { kind: "instant", sql: `${table}.updated_at` },
  }) as const satisfies Record<string, SearchField>;

/** ACTIVE or ARCHIVED, of a table whose rows can be archived. */
export const archivedField = (table: string) =>
  ({
    kind: "word",
    sql: `CASE WHEN ${table}.archived_at IS NULL THEN 'ACTIVE' ELSE 'ARCHIVED' END`,
  }) as const satisfies SearchField;

export type Condition = { readonly field: SearchField } & (
  | { readonly operator: "in" | "not_in"; readonly values: readonly string[] }
  | { readonly operator: "contains" | "not_contains"; readonly value: string }
  | { readonly operator: "eq" | "gt" | "gte" | "lt" | "lte"; readonly value: string }
);

export type Search = {
  /** All of them hold. */
  readonly conditions: readonly Condition[];
  readonly sort: readonly { readonly field: SearchField; readonly direction: "asc" | "desc" }[];
  readonly limit: number;
  readonly offset: number;
};

/** Where to look. `where` uses `params`; `id` decides between what sorts alike. */
export type Searched = {
  readonly columns: string;
  readonly tables: string;
  /** Fewer joins that keep every row, for counting. */
  readonly counted?: string;
  readonly where: string;
  readonly params: readonly Param[];
  readonly id: string;
};

export async function searchRows(
  { conditions, sort, limit, offset }: Search,
  { columns, tables, counted = tables, where, params: own, id }: Searched,
): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
  const params: Param[] = [...own];
  const place = (value: Param): string => `$${params.push(value)}`;
  const filter = [where, ...conditions.map((one) => conditionSql(one, place))].join(" AND ");
  const last = sort.at(-1)?.direction ?? "desc";
  const order = [
    ...sort.map(({ field, direction }) => `${field.sql} ${direction} NULLS LAST`),
    `${id} ${last}`,
  ].join(", ");
  const filterParams = [...params];
  const [rows, [count]] = await Promise.all([
    readSql(
      `SELECT ${columns} FROM ${tables} WHERE ${filter} ORDER BY ${order}
       LIMIT ${place(limit)}::int OFFSET ${place(offset)}::int`,
      params,
    ),
    readSql(`SELECT count(*)::int AS total FROM ${counted} WHERE ${filter}`, filterParams),
  ]);
  return { rows, total: Number(count?.total) };
}

const SIGNS = { eq: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** What has no value fits no condition but those that exclude. */
function conditionSql(condition: Condition, place: (value: Param) => string): string {
  const { sql, kind } = condition.field;
  const type = TYPES[kind];
  switch (condition.operator) {
    case "in":
      return `${sql} = ANY(${place([...condition.values])}::${type}[])`;
    case "not_in":
      return `(${sql} = ANY(${place([...condition.values])}::${type}[])) IS NOT TRUE`;
    case "contains":
      return `lower(${sql}) LIKE ${place(containing(condition.value))}::text`;
    case "not_contains":
      return `(lower(${sql}) LIKE ${place(containing(condition.value))}::text) IS NOT TRUE`;
  }
  return `${sql} ${SIGNS[condition.operator]} ${place(condition.value)}::${type}`;
}
