/**
 * Views of the product's own, beside what the dialect has: the same shape, its keys spelled as
 * the API spells them.
 */
import * as z from "zod";
import { snakeCase, snakeKeys } from "@/lib/transport/snake-case";

type SnakeCase<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${SnakeCase<Tail>}`
  : Name;

export type Snake<T> = T extends readonly (infer Item)[]
  ? Snake<Item>[]
  : T extends object
    ? { [Key in keyof T as Key extends string ? SnakeCase<Key> : Key]: Snake<T[Key]> }
    : T;

export const snake = <T>(view: T): Snake<T> => snakeKeys(view) as Snake<T>;

/** The schema of `snake(view)`, for the reply and the document. */
export const snakeSchema = <Schema extends z.ZodType>(schema: Schema) =>
  renamed(schema) as z.ZodType<Snake<z.output<Schema>>, Snake<z.output<Schema>>>;

function renamed(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const entries = Object.entries(schema.shape as Record<string, z.ZodType>);
    return z.object(
      Object.fromEntries(entries.map(([key, inner]) => [snakeCase(key), renamed(inner)])),
    );
  }
  if (schema instanceof z.ZodArray) return z.array(renamed(schema.element));
  if (schema instanceof z.ZodNullable) return renamed(schema.unwrap()).nullable();
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map(renamed));
  return schema as z.ZodType;
}
