"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OverridableView } from "@/lib/subscription/schema/override";
import { type OwnFields, subjectKey } from "./override-fields";
import { KIND_WORDS } from "./override-words";

/** What is to be agreed otherwise. */
export function SubjectField({ subjects }: { subjects: readonly OverridableView[] }) {
  const { register } = useFormContext<OwnFields>();
  return (
    <Field label="What">
      <Select {...register("subject")}>
        <option value="">Choose…</option>
        {subjects.map((one) => (
          <option key={subjectKey(one)} value={subjectKey(one)}>
            {KIND_WORDS[one.kind]} {one.subjectName}
          </option>
        ))}
      </Select>
    </Field>
  );
}
