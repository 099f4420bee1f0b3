"use client";

import { parseAsString, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { DayInput } from "@/components/form/day-input";
import { FilterBar } from "@/components/table/filter-bar";
import { FilterChips } from "@/components/table/filter-chips";

const FILTERS = [
  {
    key: "range",
    label: "Range",
    none: "Last 30 days",
    options: [
      { value: "7d", label: "Last 7 days" },
      { value: "90d", label: "Last 90 days" },
      { value: "month", label: "This month" },
      { value: "custom", label: "From … to …" },
    ],
  },
  {
    key: "grain",
    label: "Columns",
    none: "Columns: automatic",
    options: [
      { value: "hour", label: "Columns: hours" },
      { value: "day", label: "Columns: days" },
      { value: "week", label: "Columns: weeks" },
      { value: "month", label: "Columns: months" },
    ],
  },
  {
    key: "by",
    label: "By",
    none: "By feature",
    options: [
      { value: "member", label: "By member" },
      { value: "property", label: "By property value" },
      { value: "api_key", label: "By API key" },
    ],
  },
  {
    key: "compare",
    label: "Compare",
    none: "With time before",
    options: [{ value: "none", label: "Not compared" }],
  },
];

/** Which days, in which columns, split by what; all of it in the address. */
export function RangeBar({
  days,
  isCustom,
  member,
  children,
}: {
  /** The local days that are shown. */
  days: { from: string; to: string };
  isCustom: boolean;
  /** Whose use alone is shown; null: everybody's. */
  member: string | null;
  children: ReactNode;
}) {
  const [, setDays] = useQueryStates(
    { from: parseAsString, to: parseAsString, member: parseAsString },
    { shallow: false, history: "push" },
  );
  return (
    <div className="grid gap-2">
      <FilterBar filters={FILTERS}>{children}</FilterBar>
      {member !== null && (
        <FilterChips
          chosen={[{ key: "member", label: "Member", type: "text" }]}
          values={{ member }}
          onDrop={() => void setDays({ member: null })}
        />
      )}
      {isCustom && (
        <div className="flex flex-wrap items-center gap-2">
          <DayInput label="From" value={days.from} onChange={(from) => void setDays({ from })} />
          <span className="text-muted text-sm">to</span>
          <DayInput label="To" value={days.to} onChange={(to) => void setDays({ to })} />
        </div>
      )}
    </div>
  );
}
