"use client";

import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { BillingDefaultsInput } from "@/lib/invoicing/schema/billing";
import { netDaysWords } from "../../../subscriptions/_components/billing-words";
import { GrantOnChoice } from "../../../subscriptions/_components/grant-on-choice";
import { wholeOrNull } from "../../../subscriptions/_components/whole-number";
import { setBillingDefaultsAction } from "../actions";

/** What a start of a subscription begins with. */
export function DefaultsForm({ defaults }: { defaults: BillingDefaultsInput }) {
  const form = useForm({
    values: { netDays: String(defaults.netDays), grantOn: defaults.grantOn },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ netDays: typed, grantOn }) => {
    // What is no number goes as it is: the server says what is wrong with it.
    const netDays = (wholeOrNull(typed) ?? typed) as number;
    const result = await setBillingDefaultsAction({ netDays, grantOn });
    if (!result.ok) return applyProblem(form, result.problem);
    toast.success(`Invoices of new subscriptions are due ${netDaysWords(netDays)}`);
  });
  return (
    <Form form={form} onSubmit={submit} aria-label="New subscriptions" className="max-w-md">
      <Field
        label="Net days"
        hint="Invoices are due so many days after they are issued; 0: when they are issued"
        error={errors.netDays?.message}
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          className="w-32"
          {...form.register("netDays")}
        />
      </Field>
      <GrantOnChoice
        value={form.watch("grantOn")}
        onChange={(value) => form.setValue("grantOn", value, { shouldDirty: true })}
      />
      <div>
        <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
          Save
        </SubmitButton>
      </div>
    </Form>
  );
}
