"use client";

import { useFormContext } from "react-hook-form";
import { Select } from "@/components/ui/select";
import { BILLING_PERIODS } from "@/lib/catalog/schema/charge";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { PERIOD_WORDS } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";

/** When a charge is asked for: how often, and before or after the period. */
export function AskedFields({ index }: { index: number }) {
  const { register } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}` as const;
  return (
    <>
      <DraftField path={`${path}.period`} label="Every">
        <Select {...register(`${path}.period`)}>
          {BILLING_PERIODS.map((period) => (
            <option key={period} value={period}>
              {PERIOD_WORDS[period]}
            </option>
          ))}
        </Select>
      </DraftField>
      <DraftField path={`${path}.invoiceCadence`} label="Invoiced">
        <Select {...register(`${path}.invoiceCadence`)}>
          <option value="ADVANCE">in advance</option>
          <option value="ARREAR">afterwards</option>
        </Select>
      </DraftField>
    </>
  );
}
