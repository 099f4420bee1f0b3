/** What a list is narrowed by, in words. */
import { formatDay } from "@/components/domain/instant-format";
import { parseCredits } from "@/lib/money/credits";
import { formatCredits } from "@/lib/money/format";
import type { FilterField } from "./filter-field";

const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A value of the address, as people read it. */
export function valueWords(field: FilterField, value: string): string {
  if (field.type === "amount")
    return parseCredits(value) === undefined ? value : formatCredits(value);
  if (field.type === "day" && IS_DAY.test(value)) return formatDay(`${value}T12:00:00Z`);
  if (field.type !== "choice") return value;
  const words = value
    .split(",")
    .map((one) => field.options.find((option) => option.value === one)?.label ?? one);
  return words.join(", ");
}

/** All that an address narrows a list by, each once. */
export function filterWords(
  fields: readonly FilterField[],
  search: URLSearchParams,
): readonly { readonly label: string; readonly value: string }[] {
  const known = new Map(fields.map((field) => [field.key, field]));
  return [...known.values()].flatMap((field) => {
    const value = search.get(field.key);
    return value ? [{ label: field.label, value: valueWords(field, value) }] : [];
  });
}
