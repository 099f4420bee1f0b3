"use client";

import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { OverridableView } from "@/lib/subscription/schema/override";
import { withFaults } from "@/lib/transport/result";
import { AgreedFields } from "../../../_components/agreed-fields";
import {
  askedOf,
  daysOf,
  NO_FIELDS,
  type OwnFields,
  subjectKey,
} from "../../../_components/override-fields";
import { SubjectField } from "../../../_components/subject-field";
import { previewOverrideAction, setOverrideAction } from "../actions";
import { AgreePreview } from "./agree-preview";
import { useSettledPreview } from "./use-settled-preview";

/** Agrees one term in place of the plan's, with both beside each other before it is done. */
export function AgreeForm({
  subscriptionId,
  currency,
  overridables,
  onDone,
}: {
  subscriptionId: string;
  currency: string;
  overridables: readonly OverridableView[];
  onDone: () => void;
}) {
  const form = useForm<OwnFields>({ defaultValues: NO_FIELDS });
  const { errors, isSubmitting } = form.formState;
  const { reason, ...fields } = form.watch();
  const subject = overridables.find((one) => subjectKey(one) === fields.subject);
  const typed = subject && askedOf(subject, { ...fields, reason: "to see" });
  const asked = typed ? { subscriptionId, own: typed, days: daysOf({ ...fields, reason }) } : null;
  const { data, isPending, refetch } = useSettledPreview(
    "override-preview",
    asked,
    previewOverrideAction,
  );

  const submit = form.handleSubmit(async (own) => {
    if (!data?.ok || !subject || !asked) return;
    const { fingerprint } = data.value;
    const terms = askedOf(subject, own);
    if (!terms) return;
    const result = await setOverrideAction({ ...asked, own: terms, fingerprint });
    if (result.ok) {
      toast.success(`Agreed: ${result.value.subjectName}`);
      return onDone();
    }
    applyProblem(form, result.problem, { prefix: "own." });
    if (result.problem.code === "stale_preview") await refetch();
  });

  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Agree a term">
        <SubjectField subjects={overridables} />
        {subject && <AgreedFields subject={subject} currency={currency} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="From" optional hint="Empty: now">
            <Input type="date" {...form.register("sinceDay")} />
          </Field>
          <Field label="Until" optional hint="Empty: for good">
            <Input type="date" {...form.register("untilDay")} />
          </Field>
        </div>
        <Field label="Reason" error={errors.reason?.message}>
          <Textarea rows={2} {...form.register("reason", { required: "Say why" })} />
        </Field>
        {data?.ok && asked && <AgreePreview shown={data.value} isPending={isPending} />}
        {data?.ok === false && asked && <ProblemAlert problem={withFaults(data.problem)} />}
        <DialogFooter leave="Leave it">
          <SubmitButton
            pending={isSubmitting}
            pendingLabel="Agreeing…"
            disabled={!asked || !data?.ok || isPending}
          >
            Agree
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormProvider>
  );
}
