"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { asList, faultOfList, type WithMeter } from "./feature-fields";

/** Only events whose properties have these values count. */
export function FilterFields() {
  const { control, register, formState } = useFormContext<WithMeter>();
  const { fields, append, remove } = useFieldArray({ control, name: "meter.filters" });
  const errors = formState.errors.meter?.filters;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium text-sm">
        Only where <span className="font-normal text-muted">optional</span>
      </legend>
      {fields.length === 0 && (
        <p className="-mt-1 text-muted text-xs">Every event of this name counts.</p>
      )}
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-start gap-2">
          <Field
            label="Property"
            error={errors?.[index]?.property?.message}
            className="min-w-0 flex-1"
          >
            <Input
              autoComplete="off"
              spellCheck={false}
              placeholder="status"
              className="font-mono"
              {...register(`meter.filters.${index}.property`)}
            />
          </Field>
          <Field
            label="is one of"
            hint="Separate values by commas"
            error={faultOfList(errors?.[index]?.values)}
            className="min-w-0 flex-[2]"
          >
            <Input
              autoComplete="off"
              spellCheck={false}
              placeholder="success, partial"
              className="font-mono"
              {...register(`meter.filters.${index}.values`, { setValueAs: asList })}
            />
          </Field>
          <Button
            variant="ghost"
            size="icon"
            className="mt-[1.625rem]"
            aria-label={`Remove condition ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {faultOfList(errors) && fields.length > 0 && !errors?.[0] && (
        <p role="alert" className="text-danger text-xs">
          {faultOfList(errors)}
        </p>
      )}
      <div>
        <Button size="sm" onClick={() => append({ property: "", values: [] })}>
          <Plus aria-hidden />
          Add condition
        </Button>
      </div>
    </fieldset>
  );
}
