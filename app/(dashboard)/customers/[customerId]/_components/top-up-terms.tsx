"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { PRIORITIES, TERMS, type TopUpFormFields } from "./top-up-fields";

/** When the new credits end and when they are spent: the same for every kind of top-up. */
export function TopUpTerms() {
  const { register, formState, control } = useFormContext<TopUpFormFields>();
  const { errors } = formState;
  const [kind, term, zone] = useWatch({ control, name: ["kind", "term", "zone"] });
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label="Expire" error={errors.term?.message}>
        <Select {...register("term")}>
          {TERMS.map(([value, label]) => (
            <option key={value} value={value}>
              {value === "" && kind === "pack" ? "By the pack" : label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Order" error={errors.priority?.message}>
        <Select {...register("priority")}>
          {PRIORITIES.map(([value, label]) => (
            <option key={value} value={value}>
              {value === "" && kind === "pack" ? "By the pack" : label}
            </option>
          ))}
        </Select>
      </Field>
      {term === "day" && (
        <Field
          label="Last moment"
          hint={`At the day’s beginning in ${zone}`}
          error={errors.day?.message}
          className="col-span-2"
        >
          <Input type="date" {...register("day")} />
        </Field>
      )}
    </div>
  );
}
