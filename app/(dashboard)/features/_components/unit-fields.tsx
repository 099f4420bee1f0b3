"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type WithUnits = { unitSingular?: string | undefined; unitPlural?: string | undefined };

/** How one and how several of what is counted are called. */
export function UnitFields() {
  const form = useFormContext<WithUnits>();
  const { errors, dirtyFields } = form.formState;
  const followSingular = (one: string) => {
    if (!dirtyFields.unitPlural) form.setValue("unitPlural", one && pluralOf(one));
  };
  return (
    <>
      <Field label="One unit is called" optional error={errors.unitSingular?.message}>
        <Input
          autoComplete="off"
          placeholder="export"
          {...form.register("unitSingular", {
            onChange: (event) => followSingular(event.target.value),
          })}
        />
      </Field>
      <Field label="Several are called" optional error={errors.unitPlural?.message}>
        <Input autoComplete="off" placeholder="exports" {...form.register("unitPlural")} />
      </Field>
    </>
  );
}

/** A first guess, for the person to correct. */
function pluralOf(one: string): string {
  if (/[^aeiou]y$/.test(one)) return `${one.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(one) ? `${one}es` : `${one}s`;
}
