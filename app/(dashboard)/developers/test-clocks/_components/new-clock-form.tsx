"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createTestClockAction } from "../actions";
import { asInstant, asTyped, ClockForm } from "./clock-time";

/** @param now the time of the page, ISO: where a clock stands unless somebody says otherwise. */
export function NewClockForm({ now }: { now: string }) {
  const router = useRouter();
  const form = useForm<ClockForm>({
    resolver: zodResolver(ClockForm, undefined, { raw: true }),
    defaultValues: { name: "", frozenAt: asTyped(`${now.slice(0, 10)}T00:00:00Z`) },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async ({ name, frozenAt }) => {
    const result = await createTestClockAction({
      clock: { name, frozenAt: asInstant(frozenAt) },
    });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "clock." });
    toast.success(`Made ${result.value.name}`);
    router.push(`/developers/test-clocks/${result.value.id}`);
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="New test clock" className="max-w-3xl gap-6">
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" hint="Such as the case that you play" error={errors.name?.message}>
            <Input autoComplete="off" {...form.register("name")} />
          </Field>
          <Field
            label="Time"
            hint="UTC, in any year from 2000 to 2099"
            error={errors.frozenAt?.message}
          >
            <Input type="datetime-local" step="1" {...form.register("frozenAt")} />
          </Field>
        </div>
      </Card>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <ButtonLink href="/developers/test-clocks">Cancel</ButtonLink>
        <SubmitButton pending={isSubmitting || isSubmitSuccessful} pendingLabel="Making…">
          Make clock
        </SubmitButton>
      </div>
    </Form>
  );
}
