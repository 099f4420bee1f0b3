"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type * as z from "zod";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { PlanChanges, type PlanDetail } from "@/lib/catalog/schema/plan";
import { updatePlanAction } from "../../actions";

/** What a plan is called; this needs no new version. */
export function RenameForm({ plan, onDone }: { plan: PlanDetail; onDone: () => void }) {
  const form = useForm({
    resolver: zodResolver(PlanChanges, undefined, { raw: true }),
    defaultValues: { name: plan.name, description: plan.description } as z.input<
      typeof PlanChanges
    >,
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (changes: z.input<typeof PlanChanges>) => {
    const result = await updatePlanAction({ planId: plan.id, changes });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "changes." });
    toast.success(`Saved ${result.value.name}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Rename plan">
      <Field label="Name" hint="Changes at once, for subscribers too" error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea rows={3} {...form.register("description")} />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
          Save changes
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
