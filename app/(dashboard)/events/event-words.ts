import { choiceField, SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import type { Context } from "@/lib/context";
import { eventFields, RESULT_FILTER, TIME_FILTER } from "./_components/event-fields";
import { loadChoices } from "./load-choices";

/** What a list of events is narrowed by, in words. */
export async function eventWords(
  ctx: Context,
  search: URLSearchParams,
  { isOfCustomer }: { readonly isOfCustomer: boolean },
) {
  const bar = [SEARCH_FIELD, choiceField(RESULT_FILTER), choiceField(TIME_FILTER)];
  // A column of a chart, by its ends.
  const span = (["from", "to"] as const).map((key) => ({
    ...{ key, type: "text" as const },
    label: key === "from" ? "From" : "Until",
  }));
  const fields = eventFields({ ...(await loadChoices(ctx)), isOfCustomer });
  return filterWords([...bar, ...span, ...fields], search);
}
