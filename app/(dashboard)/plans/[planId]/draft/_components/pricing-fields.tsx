"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Button } from "@/components/ui/button";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { CountInput } from "./count-input";
import { DraftField } from "./draft-field";
import { asCount } from "./expiry-fields";

const AMOUNTS = {
  FLAT: "Price",
  PER_UNIT: "Price a unit",
  PACKAGE: "Price a package",
} as const;

/** What a usage price says, by its model (SEMANTICS 7.4). */
export function PricingFields({ index }: { index: number }) {
  const { watch } = useFormContext<PlanDraftFields>();
  const model = watch(`charges.${index}.model`) ?? "PER_UNIT";
  switch (model) {
    case "FLAT":
    case "PER_UNIT":
      return <Amount index={index} label={AMOUNTS[model]} />;
    case "PACKAGE":
      return (
        <>
          <Amount index={index} label={AMOUNTS.PACKAGE} />
          <PackageSize index={index} />
        </>
      );
    case "PERCENTAGE":
      return <Percentage index={index} />;
    case "GRADUATED":
    case "VOLUME":
    case "STAIRSTEP":
      return <PriceTiers index={index} isTotal={model === "STAIRSTEP"} />;
  }
}

const useUnit = (index: number) => {
  const { watch } = useFormContext<PlanDraftFields>();
  return watch(`charges.${index}.creditUnit`) || watch("currency");
};

function Amount({ index, label }: { index: number; label: string }) {
  const { register } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}.amount` as const;
  return (
    <DraftField path={path} label={label}>
      <AmountInput unit={useUnit(index)} {...register(path)} />
    </DraftField>
  );
}

function PackageSize({ index }: { index: number }) {
  const { register } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}.packageSize` as const;
  return (
    <DraftField path={path} label="Units a package">
      <AmountInput unit="" {...register(path)} />
    </DraftField>
  );
}

function Percentage({ index }: { index: number }) {
  const { register } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}` as const;
  const unit = useUnit(index);
  return (
    <>
      <DraftField path={`${path}.amount`} label="Share" hint="0.02 is 2 %">
        <AmountInput unit="" {...register(`${path}.amount`)} />
      </DraftField>
      <DraftField path={`${path}.fixedPerEvent`} label="And for each event" optional>
        <AmountInput unit={unit} {...register(`${path}.fixedPerEvent`)} />
      </DraftField>
      <DraftField path={`${path}.freeEvents`} label="Free events">
        <CountInput {...register(`${path}.freeEvents`, { setValueAs: asCount })} />
      </DraftField>
      <DraftField path={`${path}.freeAmount`} label="Free amount" optional>
        <AmountInput unit={unit} {...register(`${path}.freeAmount`)} />
      </DraftField>
    </>
  );
}

const NEW_TIER = { upTo: "", unitAmount: "0", flatAmount: "0" };

/** A tier's bound belongs to it; the last one has none. */
function PriceTiers({ index, isTotal }: { index: number; isTotal: boolean }) {
  const { control, register } = useFormContext<PlanDraftFields>();
  const path = `charges.${index}.tiers` as const;
  const { fields, append, remove } = useFieldArray({ control, name: path, keyName: "row" });
  const unit = useUnit(index);
  return (
    <div className="col-span-full grid gap-2">
      {fields.map(({ row }, place) => (
        <div key={row} className="flex items-start gap-2">
          <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-3">
            <DraftField path={`${path}.${place}.upTo`} label="Up to" optional>
              <AmountInput
                unit=""
                placeholder="without end"
                {...register(`${path}.${place}.upTo`)}
              />
            </DraftField>
            {!isTotal && (
              <DraftField path={`${path}.${place}.unitAmount`} label="A unit">
                <AmountInput unit={unit} {...register(`${path}.${place}.unitAmount`)} />
              </DraftField>
            )}
            <DraftField
              path={`${path}.${place}.flatAmount`}
              label={isTotal ? "In all" : "Flat fee"}
            >
              <AmountInput unit={unit} {...register(`${path}.${place}.flatAmount`)} />
            </DraftField>
          </div>
          <Button
            variant="ghost"
            size="icon"
            className="mt-[1.625rem]"
            aria-label={`Remove price tier ${place + 1}`}
            onClick={() => remove(place)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="sm"
          onClick={() => append({ ...NEW_TIER }, { focusName: `${path}.${fields.length}.upTo` })}
        >
          <Plus aria-hidden />
          Price tier
        </Button>
      </div>
    </div>
  );
}
