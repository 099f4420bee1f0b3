"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import type * as z from "zod";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { FeatureChanges, type FeatureView } from "@/lib/catalog/schema/feature";
import { ChargeOnceFields } from "../../_components/charge-once-fields";
import { MeterFields } from "../../_components/meter-fields";
import { ReportingUnitFields } from "../../_components/reporting-unit-fields";
import { ReturnsField } from "../../_components/returns-field";
import { UnitFields } from "../../_components/unit-fields";
import { updateFeatureAction } from "../../actions";

type Fields = z.input<typeof FeatureChanges>;

/** The words of a feature, and what it counts as long as nothing was counted. */
export function EditForm({ feature, onDone }: { feature: FeatureView; onDone: () => void }) {
  const form = useForm({
    resolver: zodResolver(FeatureChanges, undefined, { raw: true }),
    defaultValues: fieldsOf(feature),
  });
  const { errors, isSubmitting, dirtyFields } = form.formState;

  const submit = form.handleSubmit(async ({ meter, ...words }: Fields) => {
    // A meter that was not touched is not sent: where it is in use, even the same one is refused.
    const changes = dirtyFields.meter && meter ? { ...words, meter } : words;
    const result = await updateFeatureAction({ featureId: feature.id, changes });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "changes." });
    toast.success(`Saved ${result.value.name}`);
    onDone();
  });

  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Edit feature">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label="Description" optional error={errors.description?.message}>
          <Textarea rows={2} {...form.register("description")} />
        </Field>
        {feature.meter && (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <UnitFields />
            </div>
            <ReportingUnitFields />
            <section className="grid gap-3 border-t pt-4">
              <h3 className="font-medium text-sm">What counts</h3>
              <p className="-mt-2 text-muted text-xs">
                Can change only until the first event was counted.
              </p>
              <MeterFields />
              <ChargeOnceFields />
              <ReturnsField />
            </section>
          </>
        )}
        <DialogFooter>
          <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
            Save changes
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormProvider>
  );
}

const fieldsOf = ({ meter, ...feature }: FeatureView): Fields => ({
  name: feature.name,
  description: feature.description,
  unitSingular: feature.unitSingular,
  unitPlural: feature.unitPlural,
  reportingUnit: feature.reportingUnit,
  chargeOnce: feature.chargeOnce,
  allowsReturns: feature.allowsReturns,
  ...(meter && {
    meter: {
      eventName: meter.eventName,
      aggregation: meter.aggregation,
      property: meter.property ?? "",
      multiplier: meter.multiplier,
      filters: meter.filters,
    },
  }),
});
