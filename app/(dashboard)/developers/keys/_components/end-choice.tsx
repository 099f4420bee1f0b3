"use client";

import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

const A_DAY_MS = 86_400_000;

/** When a key ends: a choice of days, or never. */
export function EndChoice({
  label = "Ends",
  ...rest
}: Omit<ComponentProps<typeof Select>, "children"> & { label?: string }) {
  return (
    <Field label={label} hint="From then on it no longer works">
      <Select {...rest}>
        <option value="">Never</option>
        <option value="30">In 30 days</option>
        <option value="90">In 90 days</option>
        <option value="365">In a year</option>
      </Select>
    </Field>
  );
}

/** The instant of a choice. @param now ISO. */
export const endOf = (days: string, now: string): string | null =>
  days === "" ? null : new Date(Date.parse(now) + Number(days) * A_DAY_MS).toISOString();
