"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { WithMeter } from "./feature-fields";
import { FilterFields } from "./filter-fields";

const PROPERTY = {
  SUM: {
    label: "Property to add up",
    hint: "Such as rows, minutes or tokens",
    example: "rows",
  },
  MAX: {
    label: "Property to compare",
    hint: "Such as seats or gigabytes stored",
    example: "seats",
  },
  LATEST: {
    label: "Property to read",
    hint: "Such as projects in use; a plan can limit or invoice it",
    example: "projects",
  },
  UNIQUE_COUNT: {
    label: "Property to tell apart",
    hint: "Such as contact_id: each value counts once a period",
    example: "contact_id",
  },
} as const;

/** Which events count, and how a quantity is made of them; inside a form with a `meter`. */
export function MeterFields() {
  const form = useFormContext<WithMeter>();
  const errors = form.formState.errors.meter;
  const aggregation = form.watch("meter.aggregation") ?? "COUNT";
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Event name"
        hint="The event_name that your program sends"
        error={errors?.eventName?.message ?? errors?.message}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          placeholder="contact_export"
          className="font-mono"
          {...form.register("meter.eventName")}
        />
      </Field>
      <Field label="Counts" error={errors?.aggregation?.message}>
        <Select {...form.register("meter.aggregation")}>
          <option value="COUNT">Events: each is one unit</option>
          <option value="SUM">Sum of a property: each has its quantity</option>
          <option value="MAX">Largest value of a property in the period</option>
          <option value="LATEST">Latest value of a property in the period</option>
          <option value="UNIQUE_COUNT">Different values of a property in the period</option>
        </Select>
      </Field>
      {aggregation !== "COUNT" && (
        <Field
          label={PROPERTY[aggregation].label}
          hint={PROPERTY[aggregation].hint}
          error={errors?.property?.message}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            placeholder={PROPERTY[aggregation].example}
            className="font-mono"
            {...form.register("meter.property")}
          />
        </Field>
      )}
      {aggregation === "SUM" && (
        <Field
          label="Times"
          hint="1 counts as sent; 0.001 counts thousands"
          error={errors?.multiplier?.message}
        >
          <Input inputMode="decimal" className="numerals" {...form.register("meter.multiplier")} />
        </Field>
      )}
      <div className="sm:col-span-2">
        <FilterFields />
      </div>
    </div>
  );
}
