"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Instant } from "@/components/domain/instant";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { Radio } from "@/components/ui/checkbox";
import { DialogFooter } from "@/components/ui/dialog";
import { Field, FieldSet } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { type CancelFields, CancelInput, type SubscriptionView } from "@/lib/subscription/schema";
import { cancelSubscriptionAction } from "../../actions";
import { CancelPreviewPane } from "./cancel-preview-pane";
import { type CancelPreviewQuery, useCancelPreview } from "./use-cancel-preview";

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
      unused: "none",
      reason: "",
      // Names the end meant, so that a double click or a retry ends it once.
      reference: newReference(),
    } as CancelFields,
  });
  const { errors, isSubmitting } = form.formState;
  const isNow = form.watch("when") === "now";
  const isVoided = form.watch("credits") === "void";
  const asked = askedOf(form.watch());
  const preview = useCancelPreview(subscription.id, asked);

  const submit = form.handleSubmit(async (fields: CancelFields) => {
    const { reason, reference } = fields;
    const cancel = { ...askedOf(fields), reason, reference };
    const result = await cancelSubscriptionAction({
      ...{ subscriptionId: subscription.id, cancel },
      fingerprint: fingerprintOf(cancel, preview),
    });
    if (!result.ok) {
      void preview.refetch();
      return applyProblem(form, result.problem, { prefix: "cancel." });
    }
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
          hint="What is owed is invoiced."
          {...form.register("when")}
        />
      </FieldSet>
      {isNow && (
        <FieldSet legend="The plan's unspent credits">
          <Radio value="void" label="Are voided" {...form.register("credits")} />
          <Radio value="keep" label="Stay until they expire" {...form.register("credits")} />
        </FieldSet>
      )}
      {isNow && isVoided && (
        <FieldSet legend="Time that was paid for and not used">
          <Radio value="none" label="Is not given back" {...form.register("unused")} />
          <Radio
            value="credit"
            label="Is given back"
            hint="By the lesser share of time and credits that are left, at most what was paid; fees in credits too."
            {...form.register("unused")}
          />
        </FieldSet>
      )}
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <CancelPreviewPane
        subscription={subscription}
        isNow={isNow}
        isVoided={isVoided}
        preview={preview}
      />
      <DialogFooter leave="Keep it">
        <SubmitButton variant="danger" pending={isSubmitting} pendingLabel="Cancelling…">
          {isNow ? "End subscription now" : "Cancel at period end"}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}

/** Only an end that takes the credits back gives time back. */
function askedOf({ when, credits, unused }: CancelFields): CancelFields {
  const mayCredit = when === "now" && credits === "void";
  return { when, credits, unused: mayCredit ? unused : "none" };
}

/** Money is given back as it was shown. What a busy customer uses meanwhile holds up no other end. */
const fingerprintOf = (
  { unused }: CancelFields,
  { data, isPlaceholderData }: CancelPreviewQuery,
): string | undefined =>
  unused === "credit" && data?.ok && !isPlaceholderData ? data.value.fingerprint : undefined;
