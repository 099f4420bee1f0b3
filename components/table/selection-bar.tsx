"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** What can be done with the rows that were ticked; nothing where none is. */
export function SelectionBar({
  of,
  count,
  onClear,
  children,
}: {
  /** Such as "customers". */
  of: string;
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={`Chosen ${of}`}
      className="sticky bottom-0 flex flex-wrap items-center gap-3 border-t bg-surface px-4 py-2"
    >
      <span role="status" className="numerals text-sm">
        {count} chosen
      </span>
      {children}
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}

/** Ticks a row. */
export const RowBox = ({
  name,
  isChosen,
  onToggle,
}: {
  name: string;
  isChosen: boolean;
  onToggle: () => void;
}) => (
  <label className="-m-1 inline-grid size-6 place-items-center">
    <span className="sr-only">Choose {name}</span>
    <input
      type="checkbox"
      checked={isChosen}
      onChange={onToggle}
      className="size-4 accent-accent"
    />
  </label>
);
