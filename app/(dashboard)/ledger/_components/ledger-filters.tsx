"use client";

import { FilterSheet } from "@/components/table/filter-sheet";
import { filterFields, type LedgerChoices, LINKED_FILTERS } from "./filter-fields";

/** All that the ledger can be narrowed by. */
export const LedgerFilters = (choices: LedgerChoices) => (
  <FilterSheet
    title="Filter the ledger"
    deed="Show entries"
    fields={filterFields(choices)}
    linked={LINKED_FILTERS}
    resets={["row", "reverse"]}
    isBeside={isBeside}
  />
);

/** The list's own choices say these already. */
const isBeside = (key: string, value: string) =>
  key === "wallet" || (key === "kind" && !value.includes(","));
