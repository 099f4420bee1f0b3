"use client";

import { X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

/** As of which day, and in which credit unit; both in the address. */
export function AsOfBar({
  units,
  unit,
  asOf,
  children,
}: {
  units: readonly string[];
  unit: string;
  /** Null: now. */
  asOf: string | null;
  children: ReactNode;
}) {
  const id = useId();
  const [, set] = useQueryStates(
    { as_of: parseAsString, unit: parseAsString },
    { shallow: false, history: "push" },
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="flex items-center gap-2 text-sm">
        <label htmlFor={id}>As of the end of</label>
        <Input
          id={id}
          key={asOf ?? "now"}
          type="date"
          defaultValue={asOf ?? ""}
          onBlur={(event) =>
            event.target.value !== (asOf ?? "") && void set({ as_of: event.target.value || null })
          }
          className="w-40"
        />
      </div>
      {asOf ? (
        <Button variant="ghost" onClick={() => void set({ as_of: null })}>
          <X aria-hidden />
          Now
        </Button>
      ) : (
        <span className="text-muted text-sm">now, with nothing chosen</span>
      )}
      {units.length > 1 && (
        <Select
          aria-label="Credit unit"
          value={unit}
          onChange={(event) => void set({ unit: event.target.value })}
          className="w-auto min-w-32"
        >
          {units.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </Select>
      )}
      <div className="ml-auto">{children}</div>
    </div>
  );
}
