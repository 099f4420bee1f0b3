"use client";

import { type UseFormReturn, useWatch } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type RefillFormFields, ROLLOVERS } from "./refill-fields";

/** What becomes of credits that are left at the end of a period. */
export function RolloverFields({
  form,
  unit,
  period,
}: {
  form: UseFormReturn<RefillFormFields, unknown, RefillFormFields>;
  unit: string;
  period: string;
}) {
  const { errors } = form.formState;
  const mode = useWatch({ control: form.control, name: "mode" });
  // Faults carry the input's own paths: the terms of a rollover stand one level deeper there.
  const faults = errors as Readonly<Record<string, { message?: string } | undefined>>;
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label="What is left rolls over" className="col-span-2">
        <Select {...form.register("mode")}>
          {ROLLOVERS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {mode === "cap" && (
        <Field label="At most" error={faults["rollover.cap"]?.message}>
          <AmountInput unit={unit} {...form.register("cap")} />
        </Field>
      )}
      {mode === "percent" && (
        <Field label="Percent" error={faults["rollover.percent"]?.message}>
          <Input inputMode="numeric" {...form.register("percent")} />
        </Field>
      )}
      {mode !== "none" && (
        <Field
          label="Lives for"
          hint={`In periods: 1 is a ${period} more`}
          error={faults["rollover.periods"]?.message}
        >
          <Input inputMode="numeric" {...form.register("periods")} />
        </Field>
      )}
    </div>
  );
}
