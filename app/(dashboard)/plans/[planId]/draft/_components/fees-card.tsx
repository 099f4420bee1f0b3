"use client";

import { Plus } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { AskedFields } from "./asked-fields";
import { useCharges } from "./charge-list";
import { CountInput } from "./count-input";
import { DraftField } from "./draft-field";
import { NEW_FEE } from "./draft-fields";
import { asCount } from "./expiry-fields";
import { MoreFields } from "./more-fields";
import { RemoveButton } from "./remove-button";
import { SectionCard } from "./section-card";
import { UnitSelect } from "./unit-select";

/** What is asked for the plan itself, however much is used. */
export function FeesCard({ creditUnits }: { creditUnits: readonly string[] }) {
  const { own, next, append, remove } = useCharges("RECURRING");
  const addFee = () => append({ ...NEW_FEE }, { focusName: `charges.${next}.amount` });
  return (
    <SectionCard
      id="fees"
      title="Price"
      description="What a subscriber pays for the plan itself, in money or in credits."
      actions={
        <Button size="sm" onClick={addFee}>
          <Plus aria-hidden />
          Add price
        </Button>
      }
    >
      {own.length === 0 ? (
        <p className="text-muted text-sm">No recurring fee.</p>
      ) : (
        <ul className="grid gap-4 divide-y [&>li+li]:pt-4">
          {own.map(({ row, index }, place) => (
            <li key={row} className="flex items-start gap-2">
              <FeeFields index={index} creditUnits={creditUnits} />
              <RemoveButton label={`Remove price ${place + 1}`} onClick={() => remove(index)} />
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

function FeeFields({ index, creditUnits }: { index: number; creditUnits: readonly string[] }) {
  const { register, watch } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}` as const;
  const unit = watch(`${path}.creditUnit`);
  return (
    <div className="grid min-w-0 flex-1 grid-cols-1 gap-3">
      <div className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-4">
        <DraftField path={`${path}.amount`} label="Amount">
          <AmountInput unit={unit || watch("currency")} {...register(`${path}.amount`)} />
        </DraftField>
        <UnitSelect path={`${path}.creditUnit`} creditUnits={creditUnits} />
        <AskedFields index={index} />
      </div>
      <MoreFields label="Name, key and pieces">
        <DraftField path={`${path}.name`} label="Name on the invoice" optional>
          <Input autoComplete="off" placeholder="Base fee" {...register(`${path}.name`)} />
        </DraftField>
        <LookupKeyField index={index} />
        <DraftField path={`${path}.quantity`} label="Pieces" hint="Mailboxes, seats: 1 is the plan">
          <CountInput min={1} {...register(`${path}.quantity`, { setValueAs: asCount })} />
        </DraftField>
        <DraftField path={`${path}.freeQuantity`} label="Of them free">
          <CountInput {...register(`${path}.freeQuantity`, { setValueAs: asCount })} />
        </DraftField>
        {unit && (
          <DraftField path={`${path}.onShortage`} label="Too few credits">
            <Select {...register(`${path}.onShortage`)}>
              <option value="OVERAGE">become overage</option>
              <option value="SUSPEND">suspend the item</option>
            </Select>
          </DraftField>
        )}
      </MoreFields>
    </div>
  );
}

/** How programs call a price. */
export function LookupKeyField({ index }: { index: number }) {
  const { register } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}.lookupKey` as const;
  return (
    <DraftField path={path} label="Key" optional>
      <Input
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        {...register(path, { setValueAs: (typed) => typed || null })}
      />
    </DraftField>
  );
}
