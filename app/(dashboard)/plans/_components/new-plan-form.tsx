"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { type PlanFields, PlanInput } from "@/lib/catalog/schema/plan";
import { keyOf } from "@/lib/catalog/schema/text";
import { createPlanAction } from "../actions";

export function NewPlanForm({ currency }: { currency: string }) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(PlanInput, undefined, { raw: true }),
    defaultValues: { name: "", key: "", description: "", currency } as PlanFields,
  });
  const { errors, isSubmitting, isSubmitSuccessful, isSubmitted, dirtyFields } = form.formState;
  const isOwnKey = dirtyFields.key === true;
  const followName = (name: string) => {
    if (!isOwnKey) form.setValue("key", keyOf(name), { shouldValidate: isSubmitted });
  };

  const submit = form.handleSubmit(async (plan: PlanFields) => {
    const result = await createPlanAction({ plan });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "plan." });
    router.push(`/plans/${result.value.id}/draft`);
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="New plan">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" hint="As customers read it" error={errors.name?.message}>
          <Input
            autoFocus
            autoComplete="off"
            placeholder="Professional"
            {...form.register("name", { onChange: (event) => followName(event.target.value) })}
          />
        </Field>
        <Field
          label="Key"
          hint="As your program calls it; it never changes"
          error={errors.key?.message}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            placeholder="professional"
            className="font-mono"
            {...form.register("key")}
          />
        </Field>
      </div>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea rows={2} {...form.register("description")} />
      </Field>
      <Field
        label="Currency"
        hint="Three letters, such as USD"
        error={errors.currency?.message}
        className="max-w-40"
      >
        <Input
          autoComplete="off"
          className="uppercase"
          maxLength={3}
          {...form.register("currency")}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href="/plans">Cancel</ButtonLink>
        <SubmitButton pending={isSubmitting || isSubmitSuccessful} pendingLabel="Creating…">
          Create and edit draft
        </SubmitButton>
      </div>
    </Form>
  );
}
