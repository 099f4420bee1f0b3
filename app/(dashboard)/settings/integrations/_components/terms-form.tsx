"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { StripeTermsInput } from "@/lib/stripe/schema";
import { updateStripeTermsAction } from "../actions";

export function TermsForm({
  expiresAfterDays,
  mayWrite,
}: {
  expiresAfterDays: number | null;
  mayWrite: boolean;
}) {
  const form = useForm({
    resolver: zodResolver(StripeTermsInput, undefined, { raw: true }),
    defaultValues: { expiresAfterDays },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (terms) => {
    const result = await updateStripeTermsAction({ terms });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "terms." });
    toast.success(
      terms.expiresAfterDays === null
        ? "New credits never expire"
        : `New credits live ${terms.expiresAfterDays} days`,
    );
  });
  if (!mayWrite) {
    return (
      <p className="text-sm">
        {expiresAfterDays === null ? "For good" : `${expiresAfterDays} days`}
      </p>
    );
  }
  return (
    <Form form={form} onSubmit={submit} aria-label="Term of the credits" className="max-w-sm">
      <Field
        label="Credits last"
        optional
        hint="Days from payment; empty is for good"
        error={errors.expiresAfterDays?.message}
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          className="numerals"
          {...form.register("expiresAfterDays", { setValueAs: asDays })}
        />
      </Field>
      <div>
        <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
          Save term
        </SubmitButton>
      </div>
    </Form>
  );
}

/** A count of days; what is none stays as typed for the schema to refuse. */
const asDays = (typed: unknown): unknown => {
  const text = String(typed ?? "").trim();
  if (text === "") return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : text;
};
