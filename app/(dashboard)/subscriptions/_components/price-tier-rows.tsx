"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Button } from "@/components/ui/button";
import type { OwnFields } from "./override-fields";

/** The tiers of a price: the last is without end. */
export function PriceTierRows({ unit, isTotal }: { unit: string; isTotal: boolean }) {
  const { control, register, formState } = useFormContext<OwnFields>();
  const { fields, append, remove } = useFieldArray({ control, name: "tiers", keyName: "row" });
  const faults = formState.errors.tiers;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">Tiers</legend>
      {fields.map(({ row }, place) => {
        const number = place + 1;
        const isLast = place === fields.length - 1;
        const price = isTotal ? "flatAmount" : "unitAmount";
        return (
          <div key={row} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
            <AmountInput
              unit="units"
              aria-label={`Tier ${number}, up to`}
              placeholder={isLast ? "the rest" : "up to"}
              {...register(`tiers.${place}.upTo`)}
            />
            <AmountInput
              unit={unit}
              aria-label={`Tier ${number}, ${isTotal ? "total price" : "price a unit"}`}
              placeholder={isTotal ? "in all" : "a unit"}
              {...register(`tiers.${place}.${price}`)}
            />
            <Button
              size="icon"
              variant="ghost"
              aria-label={`Remove tier ${number}`}
              disabled={fields.length === 1}
              onClick={() => remove(place)}
            >
              <X aria-hidden />
            </Button>
            {faults?.[place]?.upTo && (
              <p role="alert" className="col-span-3 text-danger text-xs">
                {faults[place]?.upTo?.message}
              </p>
            )}
          </div>
        );
      })}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() => append({ upTo: "", unitAmount: "", flatAmount: "" })}
      >
        <Plus aria-hidden /> Tier
      </Button>
    </fieldset>
  );
}
