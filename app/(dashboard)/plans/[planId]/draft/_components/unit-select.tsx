"use client";

import { useFormContext } from "react-hook-form";
import { Select } from "@/components/ui/select";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { DraftField } from "./draft-field";

/** What a price is counted in: money of the version, or credits of a unit. */
export function UnitSelect({
  path,
  label = "Counted in",
  creditUnits,
}: {
  path: `charges.${number}.creditUnit` | "commitment.creditUnit";
  label?: string;
  creditUnits: readonly string[];
}) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  return (
    <DraftField path={path} label={label}>
      <Select {...register(path, { setValueAs: asUnit })}>
        <option value="">{watch("currency")}</option>
        {creditUnits.map((unit) => (
          <option key={unit} value={unit}>
            {unit}
          </option>
        ))}
      </Select>
    </DraftField>
  );
}

/** A select speaks text; money is no unit of credits. */
const asUnit = (chosen: unknown) => (chosen ? String(chosen) : null);
