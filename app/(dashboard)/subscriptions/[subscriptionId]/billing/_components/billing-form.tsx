"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Instant } from "@/components/domain/instant";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useSettled } from "@/components/form/use-settled";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { GRANT_ON_WORDS } from "../../../_components/billing-words";
import { GrantOnChoice } from "../../../_components/grant-on-choice";
import { wholeOrNull } from "../../../_components/whole-number";
import { previewBillingAction, setBillingAction } from "../actions";

export function BillingForm({
  subscription,
  onDone,
}: {
  subscription: SubscriptionView;
  onDone: () => void;
}) {
  const { id: subscriptionId, netDays, poNumber, grantOn } = subscription;
  const form = useForm({
    defaultValues: { netDays: String(netDays), poNumber: poNumber ?? "", grantOn, reason: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const asked = form.watch();
  const submit = form.handleSubmit(async (fields) => {
    const billing = { ...fields, netDays: daysIn(fields.netDays) };
    const result = await setBillingAction({ subscriptionId, billing });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "billing." });
    toast.success("Billing method changed");
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Billing method">
      <Field label="Net days" hint="0: due when issued" error={errors.netDays?.message}>
        <Input inputMode="numeric" autoComplete="off" {...form.register("netDays")} />
      </Field>
      <Field
        label="PO number"
        optional
        hint="The customer's own number of their order, printed on each invoice"
        error={errors.poNumber?.message}
      >
        <Input autoComplete="off" {...form.register("poNumber")} />
      </Field>
      <GrantOnChoice
        value={asked.grantOn}
        onChange={(value) => form.setValue("grantOn", value, { shouldDirty: true })}
      />
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <Ahead subscription={subscription} netDays={asked.netDays} grantOn={asked.grantOn} />
      <DialogFooter leave="Leave it">
        <SubmitButton pending={isSubmitting} pendingLabel="Changing…">
          Change
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}

/** What is no number goes to the server as it is, which says what is wrong with it. */
const daysIn = (typed: string) => (wholeOrNull(typed) ?? typed) as number;

/** When the next invoice will be due. */
function Ahead({
  subscription: { id: subscriptionId, zone },
  netDays,
  grantOn,
}: {
  subscription: SubscriptionView;
  netDays: string;
  grantOn: SubscriptionView["grantOn"];
}) {
  const settled = useSettled(netDays);
  const { data, isFetching } = useQuery({
    queryKey: ["billing-preview", subscriptionId, settled],
    queryFn: () => previewBillingAction({ subscriptionId, netDays: daysIn(settled) }),
    placeholderData: keepPreviousData,
  });
  if (!data?.ok) return null;
  const { issuedAt, dueAt } = data.value;
  return (
    <Preview title="What this does" pending={isFetching || settled !== netDays}>
      {issuedAt && dueAt ? (
        <PreviewLine label="Next invoice" strong>
          <Instant at={issuedAt} show="day" zone={zone} />, due by{" "}
          <Instant at={dueAt} show="day" zone={zone} />
        </PreviewLine>
      ) : (
        <PreviewLine label="Next invoice">none is to come</PreviewLine>
      )}
      <PreviewLine label="Its credits come">{GRANT_ON_WORDS[grantOn]}</PreviewLine>
    </Preview>
  );
}
