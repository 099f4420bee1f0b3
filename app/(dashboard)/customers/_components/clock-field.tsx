"use client";

import { useFormContext } from "react-hook-form";
import { formatInstant } from "@/components/domain/instant-format";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { CustomerFields } from "@/lib/customer/schema";
import type { TestClockView } from "@/lib/test-clock/schema";

/** Whose time a new customer of a sandbox lives at. */
export function ClockField({ clocks }: { clocks: readonly TestClockView[] }) {
  const { register, formState } = useFormContext<CustomerFields>();
  return (
    <Field
      label="Test clock"
      hint="It lives at the clock's time, and keeps the clock"
      error={formState.errors.testClockId?.message}
    >
      <Select {...register("testClockId")}>
        <option value="">None: real time</option>
        {clocks.map(({ id, name, frozenAt }) => (
          <option key={id} value={id}>
            {name}, {formatInstant(frozenAt)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
