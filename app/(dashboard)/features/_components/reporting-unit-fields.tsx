"use client";

import { useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FeatureFields } from "@/lib/catalog/schema/feature";

type WithReportingUnit = Pick<FeatureFields, "reportingUnit">;

/** In which other unit quantities are shown, if in one: bytes counted, gigabytes read. */
export function ReportingUnitFields() {
  const form = useFormContext<WithReportingUnit>();
  const errors = form.formState.errors.reportingUnit;
  const unit = form.watch("reportingUnit") ?? null;
  const toggle = (isOn: boolean) =>
    form.setValue(
      "reportingUnit",
      isOn ? { unitSingular: "", unitPlural: "", conversionRate: "" } : null,
      { shouldDirty: true },
    );

  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <div className="sm:col-span-3">
        <Checkbox
          label="Show quantities in another unit"
          hint="What is counted and charged stays the same"
          checked={unit !== null}
          onChange={(event) => toggle(event.target.checked)}
        />
      </div>
      {unit !== null && (
        <>
          <Field label="One is shown as" error={errors?.unitSingular?.message}>
            <Input
              autoComplete="off"
              placeholder="gigabyte"
              {...form.register("reportingUnit.unitSingular")}
            />
          </Field>
          <Field label="Several are shown as" error={errors?.unitPlural?.message}>
            <Input
              autoComplete="off"
              placeholder="gigabytes"
              {...form.register("reportingUnit.unitPlural")}
            />
          </Field>
          <Field
            label="Shown quantity per counted unit"
            hint="0.001 shows thousands"
            error={errors?.conversionRate?.message}
          >
            <Input
              inputMode="decimal"
              className="numerals"
              {...form.register("reportingUnit.conversionRate")}
            />
          </Field>
        </>
      )}
    </div>
  );
}
