"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useSettled } from "@/components/form/use-settled";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { LateDaysPreview } from "@/lib/usage/schema/settings";
import { previewLateDaysAction, setLateDaysAction } from "../actions";

/** How far back events count at their own time, and whom another number would have touched. */
export function LateDaysForm({ lateUsageDays }: { lateUsageDays: number }) {
  const form = useForm({ values: { days: String(lateUsageDays) } });
  const { errors, isSubmitting } = form.formState;
  const days = form.watch("days");
  const settled = useSettled(days);
  const isOther = settled !== "" && settled !== String(lateUsageDays);
  const { data: answer } = useQuery({
    queryKey: ["late-days-preview", settled] as const,
    queryFn: () => previewLateDaysAction({ days: settled }),
    enabled: isOther,
    placeholderData: keepPreviousData,
  });
  const submit = form.handleSubmit(async (input) => {
    const result = await setLateDaysAction(input);
    if (!result.ok) return applyProblem(form, result.problem);
    toast.success(`Events count at their own time for ${input.days} days`);
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Late events" className="max-w-md">
      <div className="grid grid-cols-[1fr_auto] items-start gap-4">
        <Field
          label="Days back"
          hint="1 to 90. What has come already stays where it was counted."
          error={errors.days?.message}
        >
          <Input inputMode="numeric" autoComplete="off" {...form.register("days")} />
        </Field>
        <div className="pt-6.5">
          <SubmitButton pending={isSubmitting} pendingLabel="Saving…" variant="secondary">
            Save days
          </SubmitButton>
        </div>
      </div>
      {isOther && answer && !answer.ok && <ProblemAlert problem={answer.problem} />}
      {isOther && answer?.ok && <Difference preview={answer.value} />}
    </Form>
  );
}

function Difference({ preview }: { preview: LateDaysPreview }) {
  const { days, overDays, arrived, lateNow, lateThen, lateUsageDays } = preview;
  return (
    <p className="numerals text-sm" aria-live="polite">
      Of {arrived.toLocaleString("en")} events of the last {overDays} days,{" "}
      {lateThen.toLocaleString("en")} came later than {days} days; {lateNow.toLocaleString("en")}{" "}
      later than {lateUsageDays}.
    </p>
  );
}
