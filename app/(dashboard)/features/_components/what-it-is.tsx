"use client";

import { useFormContext } from "react-hook-form";
import { Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { FEATURE_TYPES, type FeatureFields } from "@/lib/catalog/schema/feature";
import { keyOf } from "@/lib/catalog/schema/text";
import { BLANK_METER } from "./feature-fields";
import { TYPE_HINTS, TYPE_NAMES } from "./feature-type";

/** Name, key and type of a new feature; the key follows the name until someone writes their own. */
export function WhatItIs() {
  const form = useFormContext<FeatureFields>();
  const { errors, dirtyFields } = form.formState;
  const isOwnKey = dirtyFields.key === true;
  const followName = (name: string) => {
    if (!isOwnKey)
      form.setValue("key", keyOf(name), { shouldValidate: form.formState.isSubmitted });
  };
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
      <Field label="Name" hint="As customers read it" error={errors.name?.message}>
        <Input
          autoFocus
          autoComplete="off"
          placeholder="Contact export"
          {...form.register("name", { onChange: (event) => followName(event.target.value) })}
        />
      </Field>
      <Field
        label="Key"
        hint="As your program calls it; it never changes"
        error={errors.key?.message}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          placeholder="contact_export"
          className="font-mono"
          {...form.register("key")}
        />
      </Field>
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
