"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Checkbox, Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PackFields } from "@/lib/catalog/schema/pack";
import { asCount, type PlanChoice } from "./pack-fields";

const COUNTS = [
  { name: "minQuantity", label: "Fewest at a time" },
  { name: "maxQuantity", label: "Most at a time", hint: "Empty: any number" },
  { name: "quantityStep", label: "In steps of" },
  { name: "maxPerCustomer", label: "Most for one customer", hint: "In all; empty: any number" },
] as const;

/** To whom and how many at a time the pack is sold. */
export function PackLimits({ plans }: { plans: readonly PlanChoice[] }) {
  const { register, formState, control, setValue } = useFormContext<PackFields>();
  const { errors } = formState;
  const chosen = useWatch({ control, name: "planIds" }) ?? [];
  const choose = (id: string, isChosen: boolean) =>
    setValue("planIds", isChosen ? [...chosen, id] : chosen.filter((own) => own !== id), {
      shouldDirty: true,
    });
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-4">
        {COUNTS.map(({ name, label, ...rest }) => (
          <Field key={name} label={label} error={errors[name]?.message} {...rest}>
            <Input
              inputMode="numeric"
              autoComplete="off"
              className="numerals"
              {...register(name, { setValueAs: asCount })}
            />
          </Field>
        ))}
      </div>
      {plans.length > 0 && (
        <FieldSet legend="Only for subscribers of" hint="None checked: for every customer">
          <div className="grid gap-x-4 sm:grid-cols-2">
            {plans.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={chosen.includes(id)}
                onChange={({ target }) => choose(id, target.checked)}
              />
            ))}
          </div>
          {errors.planIds && <p className="text-danger text-sm">{errors.planIds.message}</p>}
        </FieldSet>
      )}
      <FieldSet legend="Offered">
        <Radio
          label="To customers"
          hint="Told of it where their credits run out"
          value="PUBLIC"
          {...register("visibility")}
        />
        <Radio
          label="By staff alone"
          hint="By hand; customers are never told of it"
          value="HIDDEN"
          {...register("visibility")}
        />
      </FieldSet>
    </>
  );
}
