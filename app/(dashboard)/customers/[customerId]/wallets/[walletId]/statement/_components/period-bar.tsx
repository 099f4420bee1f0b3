"use client";

import { parseAsString, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { DayInput } from "@/components/form/day-input";
import { FilterBar } from "@/components/table/filter-bar";
import type { Days } from "../search-params";

const FILTERS = [
  {
    key: "period",
    label: "Period",
    none: "This month",
    options: [
      { value: "last", label: "Last month" },
      { value: "custom", label: "From … to …" },
    ],
  },
];

/** Which days the statement is of, in the address. */
export function PeriodBar({
  days,
  isCustom,
  children,
}: {
  days: Days;
  isCustom: boolean;
  children: ReactNode;
}) {
  const [, setDays] = useQueryStates(
    { from: parseAsString, to: parseAsString, after: parseAsString },
    { shallow: false, history: "push" },
  );
  const change = (key: "from" | "to") => (day: string) =>
    void setDays({ ...days, [key]: day, after: null });
  return (
    <div className="grid gap-2">
      <FilterBar filters={FILTERS}>{children}</FilterBar>
      {isCustom && (
        <div className="flex flex-wrap items-center gap-2">
          <DayInput label="From" value={days.from} onChange={change("from")} />
          <span className="text-muted text-sm">to</span>
          <DayInput label="To" value={days.to} onChange={change("to")} />
        </div>
      )}
    </div>
  );
}
