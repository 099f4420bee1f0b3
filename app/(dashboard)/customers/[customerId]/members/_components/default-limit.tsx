"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Credits } from "@/components/domain/amounts";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import {
  type MemberDefaultsView,
  type MemberLimitFields,
  MemberLimitInput,
} from "@/lib/ledger/schema/member";
import { limitMembersAction } from "../actions";

/** The limit of whoever has none of their own: told, or changed by who may. */
export function DefaultLimit({
  customerId,
  defaults,
  mayWrite,
}: {
  customerId: string;
  defaults: MemberDefaultsView;
  mayWrite: boolean;
}) {
  if (mayWrite) return <DefaultLimitForm customerId={customerId} defaults={defaults} />;
  const { defaultCreditLimit, creditUnit } = defaults;
  if (defaultCreditLimit === null) return <p className="text-sm">No default limit</p>;
  return <Credits amount={defaultCreditLimit} unit={creditUnit} />;
}

function DefaultLimitForm({
  customerId,
  defaults: { defaultCreditLimit, creditUnit },
}: {
  customerId: string;
  defaults: MemberDefaultsView;
}) {
  const form = useForm<MemberLimitFields, unknown, MemberLimitFields>({
    resolver: zodResolver(MemberLimitInput, undefined, { raw: true }),
    values: { creditLimit: defaultCreditLimit ?? "", creditUnit, period: "BILLING_PERIOD" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (limit) => {
    const result = await limitMembersAction({ customerId, limit });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "limit." });
    const { creditLimit } = result.value;
    toast.success(creditLimit === null ? "No default limit stands" : "Saved the default limit");
  });

  return (
    <Form
      form={form}
      onSubmit={submit}
      aria-label="Default limit"
      className="max-w-md grid-cols-[1fr_auto] items-start"
    >
      <Field
        label="Default limit"
        hint="For members without one of their own. Empty: none."
        error={errors.creditLimit?.message}
      >
        <AmountInput unit={creditUnit} {...form.register("creditLimit")} />
      </Field>
      <div className="pt-6.5">
        <SubmitButton pending={isSubmitting} pendingLabel="Saving…" variant="secondary">
          Save default
        </SubmitButton>
      </div>
    </Form>
  );
}
