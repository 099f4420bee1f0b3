"use client";

import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { SubscriptionView } from "@/lib/subscription/schema";
import type { AgreedAheadView, OverrideView } from "@/lib/subscription/schema/override";
import { withFaults } from "@/lib/transport/result";
import { agreedWords } from "../../../_components/override-words";
import { endOverrideAction, previewEndOverrideAction } from "../actions";
import { AgreedAhead } from "./agreed-ahead";
import { useSettledPreview } from "./use-settled-preview";

/** Ends a term now or on a day, with what holds and what the next bills come to from then on. */
export function EndForm({
  subscriptionId,
  override,
  onDone,
}: {
  subscriptionId: string;
  override: OverrideView;
  onDone: () => void;
}) {
  const form = useForm({ defaultValues: { untilDay: "", reason: "" } });
  const { errors, isSubmitting } = form.formState;
  const untilDay = form.watch("untilDay") || null;
  const asked = { subscriptionId, overrideId: override.id, untilDay };
  const { data, isPending, refetch } = useSettledPreview(
    "override-end-preview",
    { ...asked, reason: "to see" },
    previewEndOverrideAction,
  );

  const submit = form.handleSubmit(async ({ reason }) => {
    if (!data?.ok) return;
    const { fingerprint } = data.value;
    const result = await endOverrideAction({ ...asked, reason, fingerprint });
    if (!result.ok) {
      applyProblem(form, result.problem);
      if (result.problem.code === "stale_preview") await refetch();
      return;
    }
    toast.success(`Ended: ${override.subjectName}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="End a term">
      <Field label="Ends on" optional hint="Empty: now. On that day it holds no more.">
        <Input type="date" {...form.register("untilDay")} />
      </Field>
      <Field label="Reason" error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason", { required: "Say why" })} />
      </Field>
      {data?.ok && <EndPreview shown={data.value.answer} isPending={isPending} />}
      {data?.ok === false && <ProblemAlert problem={withFaults(data.problem)} />}
      <DialogFooter leave="Leave it">
        <SubmitButton
          pending={isSubmitting}
          pendingLabel="Ending…"
          disabled={!data?.ok || isPending}
        >
          End it
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}

function EndPreview({
  shown: { ahead, subscription },
  isPending,
}: {
  shown: { subscription: SubscriptionView; ahead: AgreedAheadView };
  isPending: boolean;
}) {
  const { zone, currency } = subscription;
  return (
    <Preview title="What this does" pending={isPending}>
      <PreviewLine
        label={
          <>
            From <Instant at={ahead.from} show="day" zone={zone} /> on
          </>
        }
        strong
      >
        {agreedWords(ahead.after)}
      </PreviewLine>
      <PreviewLine label="Without this" note="What was used before keeps its price.">
        {agreedWords(ahead.before)}
      </PreviewLine>
      <AgreedAhead ahead={ahead} zone={zone} currency={currency} />
    </Preview>
  );
}
