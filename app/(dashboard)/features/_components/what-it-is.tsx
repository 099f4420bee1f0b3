"use client";

import { useFormContext } from "react-hook-form";
import { Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { FEATURE_TYPES, type FeatureFields } from "@/lib/catalog/schema/feature";
import { NameAndKey } from "../../_components/name-and-key";
import { BLANK_METER } from "./feature-fields";
import { TYPE_HINTS, TYPE_NAMES } from "./feature-type";

/** Name, key and type of a new feature. */
export function WhatItIs() {
  const form = useFormContext<FeatureFields>();
  const { errors } = form.formState;
  const changeType = (type: string) => {
    form.setValue("meter", type === "METERED" ? { ...BLANK_METER, filters: [] } : null);
    for (const field of ["creditsPerUnit", "chargeOnce", "reportingUnit"] as const) {
      form.setValue(field, null);
    }
    form.setValue("allowsReturns", false);
    form.clearErrors(["meter", "creditsPerUnit", "chargeOnce", "reportingUnit"]);
  };

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <NameAndKey example="Contact export" />
      <Field
        label="Description"
        optional
        error={errors.description?.message}
        className="sm:col-span-2"
      >
        <Textarea rows={2} {...form.register("description")} />
      </Field>
      <div className="sm:col-span-2">
        <FieldSet legend="Type">
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-3">
            {FEATURE_TYPES.map((type) => (
              <Radio
                key={type}
                value={type}
                label={TYPE_NAMES[type]}
                hint={TYPE_HINTS[type]}
                {...form.register("type", { onChange: (event) => changeType(event.target.value) })}
              />
            ))}
          </div>
        </FieldSet>
      </div>
    </div>
  );
}
