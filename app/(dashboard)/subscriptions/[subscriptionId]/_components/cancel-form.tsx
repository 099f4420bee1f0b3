"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Instant } from "@/components/domain/instant";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Radio } from "@/components/ui/checkbox";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field, FieldSet } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { type CancelFields, CancelInput, type SubscriptionView } from "@/lib/subscription/schema";
import { cancelSubscriptionAction } from "../../actions";
import { CancelPreviewPane } from "./cancel-preview-pane";

export function CancelForm({
  subscription,
  onDone,
}: {
  subscription: SubscriptionView;
  onDone: () => void;
}) {
  const { status, currentPeriodEnd, zone } = subscription;
  // Paused, or not started, it has no period whose end it could wait for.
  const endsNowOnly = status === "CANCELLED" || status === "PAUSED" || status === "SCHEDULED";
  const form = useForm({
    resolver: zodResolver(CancelInput, undefined, { raw: true }),
    defaultValues: {
      when: endsNowOnly ? "now" : "period_end",
      credits: "void",
      reason: "",
    } as CancelFields,
  });
  const { errors, isSubmitting } = form.formState;
  const isNow = form.watch("when") === "now";

  const submit = form.handleSubmit(async (cancel: CancelFields) => {
    const result = await cancelSubscriptionAction({ subscriptionId: subscription.id, cancel });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "cancel." });
    toast.success(isNow ? `${result.value.planName} has ended` : "It will not renew");
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Cancel subscription">
      <FieldSet legend="When">
        {!endsNowOnly && (
          <Radio
            value="period_end"
            label={
              <>
                At the end of the period, <Instant at={currentPeriodEnd} show="day" zone={zone} />
              </>
            }
            hint="Credits of the period still come; it does not renew."
            {...form.register("when")}
          />
        )}
        <Radio
          value="now"
          label="Now"
          hint="What is owed is invoiced; no fee is given back."
          {...form.register("when")}
        />
      </FieldSet>
      {isNow && (
        <FieldSet legend="The plan's unspent credits">
          <Radio value="void" label="Are voided" {...form.register("credits")} />
          <Radio value="keep" label="Stay until they expire" {...form.register("credits")} />
        </FieldSet>
      )}
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <CancelPreviewPane
        subscription={subscription}
        isNow={isNow}
        isVoided={form.watch("credits") === "void"}
      />
      <DialogFooter>
        <DialogClose asChild>
          <Button>Keep it</Button>
        </DialogClose>
        <SubmitButton variant="danger" pending={isSubmitting} pendingLabel="Cancelling…">
          {isNow ? "End subscription now" : "Cancel at period end"}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
