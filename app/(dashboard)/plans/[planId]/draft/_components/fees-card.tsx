"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { BILLING_PERIODS } from "@/lib/catalog/schema/charge";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { PERIOD_WORDS } from "../../../_components/plan-words";
import { DraftField } from "./draft-field";
import { NEW_FEE } from "./draft-fields";
import { OtherCharge } from "./other-charge";

/** What is asked for the plan itself, however much is used. */
export function FeesCard() {
  const { control } = useFormContext<PlanDraftFields>();
  const { fields, append, remove } = useFieldArray({ control, name: "charges", keyName: "row" });
  const addFee = () => append({ ...NEW_FEE }, { focusName: `charges.${fields.length}.amount` });
  return (
    <Card
      title="Price"
      description="What a subscriber pays for the plan itself."
      actions={
        <Button size="sm" onClick={addFee}>
          <Plus aria-hidden />
          Add price
        </Button>
      }
    >
      {fields.length === 0 ? (
        <p className="text-muted text-sm">Free: subscribers pay nothing for the plan itself.</p>
      ) : (
        <ul className="grid gap-4">
          {fields.map((field, index) => (
            <li key={field.row} className="flex items-start gap-2">
              {field.kind === "RECURRING" ? (
                <FeeFields index={index} />
              ) : (
                <OtherCharge charge={field} index={index} />
              )}
              <Button
                variant="ghost"
                size="icon"
                className="mt-[1.625rem]"
                aria-label={`Remove price ${index + 1}`}
                onClick={() => remove(index)}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function FeeFields({ index }: { index: number }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}` as const;
  return (
    <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2 xl:grid-cols-[1.2fr_1fr_1.1fr_1.3fr]">
      <DraftField path={`${path}.amount`} label="Amount">
        <AmountInput unit={watch("currency")} className="pr-14" {...register(`${path}.amount`)} />
      </DraftField>
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
      <DraftField path={`${path}.name`} label="Name on the invoice" optional>
        <Input autoComplete="off" placeholder="Base fee" {...register(`${path}.name`)} />
      </DraftField>
    </div>
  );
}
