"use client";

import type { Control, UseFormRegister } from "react-hook-form";
import { useWatch } from "react-hook-form";
import { Checkbox, Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type CreateFields, RESOURCE_NAMES } from "./key-words";

/** What the key may do: events alone, chosen resources, or everything. */
export function ScopeFields({
  control,
  register,
}: {
  control: Control<CreateFields>;
  register: UseFormRegister<CreateFields>;
}) {
  const access = useWatch({ control, name: "access" });
  return (
    <>
      <FieldSet legend="What it may do">
        <Radio
          label="Ingest only"
          hint="Sends events, and sees nothing: fit for where events arise"
          value="ingest"
          {...register("access")}
        />
        <Radio
          label="Chosen resources"
          hint="Reads or writes what it needs"
          value="chosen"
          {...register("access")}
        />
        <Radio
          label="Everything"
          hint="Also what a later release adds"
          value="all"
          {...register("access")}
        />
      </FieldSet>
      {access === "chosen" && (
        <FieldSet legend="Resources" hint="Writing includes reading">
          <Checkbox label="Ingest: send events" {...register("ingest")} />
          <div className="grid grid-cols-2 gap-x-4 gap-y-3">
            {RESOURCE_NAMES.map(({ resource, name }) => (
              <Field key={resource} label={name}>
                <Select {...register(`grants.${resource}`)}>
                  <option value="">No access</option>
                  <option value="read">Read</option>
                  <option value="write">Write</option>
                </Select>
              </Field>
            ))}
          </div>
          <Checkbox
            label="Leave overage: debits with on_shortage OVERAGE"
            hint="A call may then leave a customer owing credits, whatever the wallet says"
            {...register("overdraw")}
          />
        </FieldSet>
      )}
    </>
  );
}
