"use client";

import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { CommandFields } from "./command-fields";

/** Why it is done; most commands ask for it. */
export function ReasonField<Fields extends CommandFields & { reason: string }>({
  form,
  optional = false,
}: {
  form: UseFormReturn<Fields, unknown, Fields>;
  optional?: boolean;
}) {
  return (
    <Field
      label="Reason"
      optional={optional}
      hint="Stands in the ledger for good"
      error={form.formState.errors.reason?.message as string | undefined}
    >
      <Textarea rows={2} {...form.register("reason" as never)} />
    </Field>
  );
}
