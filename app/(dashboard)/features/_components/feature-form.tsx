"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { type FeatureFields, FeatureInput } from "@/lib/catalog/schema/feature";
import { createFeatureAction } from "../actions";
import { ChargeOnceFields } from "./charge-once-fields";
import { asNone, BLANK_FEATURE, BLANK_METER } from "./feature-fields";
import { MeterFields } from "./meter-fields";
import { ReportingUnitFields } from "./reporting-unit-fields";
import { ReturnsField } from "./returns-field";
import { SampleEvent } from "./sample-event";
import { UnitFields } from "./unit-fields";
import { WhatItIs } from "./what-it-is";

export function FeatureForm({
  creditUnit,
  eventName,
}: {
  creditUnit: string;
  /** That it is to count; empty: to be typed. */
  eventName: string;
}) {
  const router = useRouter();
  const form = useForm({
    // `raw`: the browser checks the fields but sends them as typed; the server parses them again.
    resolver: zodResolver(FeatureInput, undefined, { raw: true }),
    defaultValues: { ...BLANK_FEATURE, meter: { ...BLANK_METER, filters: [], eventName } },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async (feature: FeatureFields) => {
    const result = await createFeatureAction({ feature });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "feature." });
    toast.success(`Created ${result.value.name}`);
    router.push(`/features/${result.value.id}`);
  });

  return (
    <FormProvider {...form}>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Form form={form} onSubmit={submit} aria-label="New feature" className="gap-6">
          <Card title="What it is">
            <WhatItIs />
          </Card>
          {form.watch("type") === "METERED" && (
            <>
              <Card title="What counts">
                <div className="grid gap-4">
                  <MeterFields />
                  <ChargeOnceFields />
                  <ReturnsField />
                </div>
              </Card>
              <Card title="Units and cost">
                <div className="grid gap-4 sm:grid-cols-2">
                  <UnitFields />
                  <Field
                    label="Cost per unit"
                    optional
                    hint="Empty: counted without a price. A later cost is added by date; past use keeps its own."
                    error={errors.creditsPerUnit?.message}
                  >
                    <AmountInput
                      unit={creditUnit}
                      {...form.register("creditsPerUnit", { setValueAs: asNone })}
                    />
                  </Field>
                  <div className="sm:col-span-2">
                    <ReportingUnitFields />
                  </div>
                </div>
              </Card>
            </>
          )}
          <div className="flex flex-wrap items-center justify-end gap-2">
            <ButtonLink href="/features">Cancel</ButtonLink>
            <SubmitButton pending={isSubmitting || isSubmitSuccessful} pendingLabel="Creating…">
              Create feature
            </SubmitButton>
          </div>
        </Form>
        <SampleEvent creditUnit={creditUnit} />
      </div>
    </FormProvider>
  );
}
