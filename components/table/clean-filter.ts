import { cleanAmount } from "@/components/form/clean-amount";
import { parseCredits } from "@/lib/money/credits";
import type { FilterField } from "./filter-field";

/** What was typed, as the address keeps it; null is no filter. */
export function cleanFilter(
  field: Pick<FilterField, "type">,
  typed: FormDataEntryValue | null,
): string | null {
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "") return null;
  if (field.type !== "amount") return text;
  const amount = cleanAmount(text);
  return parseCredits(amount) === undefined ? null : amount;
}
