"use client";

import { useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { BILLING_PERIODS } from "@/lib/catalog/schema/charge";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { PERIOD_WORDS } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";
import { SectionCard } from "./section-card";
import { UnitSelect } from "./unit-select";

const NEW_COMMITMENT = {
  amount: "",
  creditUnit: null,
  period: "ANNUAL",
  shortfall: "TRUE_UP",
} as const;

/** What a subscriber agrees to spend. */
export function CommitmentCard({ creditUnits }: { creditUnits: readonly string[] }) {
  const { watch, setValue } = useFormContext<PlanDraftFields>();
  const isAgreed = Boolean(watch("commitment"));
  const toggle = () =>
    setValue("commitment", isAgreed ? null : { ...NEW_COMMITMENT }, { shouldDirty: true });
  return (
    <SectionCard
      id="commitment"
      title="Commitment"
      description="What a subscriber agrees to spend on use in each period, such as 50,000 USD a year. Fees do not count."
    >
      <div className="grid gap-3">
        <Checkbox label="Subscribers commit to an amount" checked={isAgreed} onChange={toggle} />
        {isAgreed && <CommitmentFields creditUnits={creditUnits} />}
      </div>
    </SectionCard>
  );
}

function CommitmentFields({ creditUnits }: { creditUnits: readonly string[] }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const unit = watch("commitment.creditUnit") || watch("currency");
  return (
    <div className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-4">
      <DraftField path="commitment.amount" label="Committed amount">
        <AmountInput unit={unit} {...register("commitment.amount")} />
      </DraftField>
      <UnitSelect path="commitment.creditUnit" creditUnits={creditUnits} />
      <DraftField path="commitment.period" label="Each">
        <Select {...register("commitment.period")}>
          {BILLING_PERIODS.map((period) => (
            <option key={period} value={period}>
              {PERIOD_WORDS[period]}
            </option>
          ))}
        </Select>
      </DraftField>
      <DraftField path="commitment.shortfall" label="What was not spent">
        <Select {...register("commitment.shortfall")}>
          <option value="TRUE_UP">is invoiced at the end</option>
          <option value="ROLL">is added to the next period</option>
        </Select>
      </DraftField>
    </div>
  );
}
