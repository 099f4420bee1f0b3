"use client";

import { useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import type { WithMeter } from "./feature-fields";

type WithReturns = WithMeter & { allowsReturns?: boolean | undefined };

/** Whether a sum takes values below zero; inside a form with a `meter`. */
export function ReturnsField() {
  const form = useFormContext<WithReturns>();
  const isSum = form.watch("meter.aggregation") === "SUM";
  if (!isSum && !form.watch("allowsReturns")) return null;
  return (
    <Checkbox
      label="Values below zero give back"
      hint="Else an event with one is refused"
      {...form.register("allowsReturns")}
    />
  );
}
