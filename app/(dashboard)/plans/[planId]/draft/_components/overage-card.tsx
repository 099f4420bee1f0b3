"use client";

import { useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Radio } from "@/components/ui/checkbox";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { DraftField } from "./draft-field";
import { SectionCard } from "./section-card";

/** What becomes of credits used beyond the grants, where the wallet allows that at all. */
export function OverageCard() {
  const { register, watch } = useFormContext<PlanDraftFields>();
  return (
    <SectionCard
      id="overage"
      title="Overage"
      description="Wallets refuse use beyond their credits unless they allow overage. What becomes of it when a billing period ends:"
    >
      <div className="grid gap-2">
        <Radio
          value="CARRY"
          label="Carry it"
          hint="The next credits pay it first."
          {...register("overageRule")}
        />
        <Radio
          value="INVOICE"
          label="Invoice it"
          hint="For money, line by line; the next credits come in full."
          {...register("overageRule")}
        />
        {watch("overageRule") === "INVOICE" && (
          <DraftField path="overagePrice" label="Price per credit" className="ml-6 max-w-56">
            <AmountInput unit={watch("currency")} className="pr-14" {...register("overagePrice")} />
          </DraftField>
        )}
      </div>
    </SectionCard>
  );
}
