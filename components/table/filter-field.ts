/** What a list can be narrowed by: one list for the form, the chips and the address. */

export type Choice = { readonly value: string; readonly label: string };

export type FilterField = {
  /** The address's parameter. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
} & (
  | { readonly type: "text" | "day" | "amount" }
  | { readonly type: "choice"; readonly options: readonly Choice[] }
);

/** Choices by their values. */
export const choices = (names: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** One of a list's own choices, as a field. */
export const choiceField = ({
  key,
  label,
  options,
}: {
  readonly key: string;
  readonly label: string;
  readonly options: readonly Choice[];
}): FilterField => ({ key, label, type: "choice", options });

/** What a list's search says. */
export const SEARCH_FIELD: FilterField = { key: "q", label: "Search", type: "text" };
