"use client";

import { useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Select } from "@/components/ui/select";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { DraftField } from "./draft-field";

/** What a usage price leaves out, its bounds for a period, and how it is paid. */
export function UsageBounds({ index }: { index: number }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}` as const;
  const creditUnit = watch(`${path}.creditUnit`);
  const unit = creditUnit || watch("currency");
  return (
    <>
      {watch(`${path}.model`) !== "PERCENTAGE" && (
        <DraftField path={`${path}.freeUnits`} label="Free units" optional>
          <AmountInput unit="" {...register(`${path}.freeUnits`)} />
        </DraftField>
      )}
      <DraftField path={`${path}.minimum`} label="At least, a period" optional>
        <AmountInput unit={unit} {...register(`${path}.minimum`)} />
      </DraftField>
      <DraftField path={`${path}.maximum`} label="At most, a period" optional>
        <AmountInput unit={unit} {...register(`${path}.maximum`)} />
      </DraftField>
      {!creditUnit && (
        <DraftField path={`${path}.settlement`} label="Paid by">
          <Select {...register(`${path}.settlement`)}>
            <option value="WALLET_THEN_INVOICE">the wallet first, then an invoice</option>
            <option value="INVOICE">invoices only</option>
          </Select>
        </DraftField>
      )}
      <DraftField
        path={`${path}.overagePrice`}
        label="Overage price"
        hint="Per credit; empty: the plan's"
        optional
      >
        <AmountInput unit={watch("currency")} {...register(`${path}.overagePrice`)} />
      </DraftField>
    </>
  );
}
