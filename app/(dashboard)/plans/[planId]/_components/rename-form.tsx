"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type * as z from "zod";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { PlanChanges, type PlanDetail } from "@/lib/catalog/schema/plan";
import type { ProductChoice } from "../../_components/new-plan-form";
import { updatePlanAction } from "../../actions";

/** What a plan is called and belongs to; this needs no new version. */
export function RenameForm({
  plan,
  products,
  onDone,
}: {
  plan: PlanDetail;
  products: readonly ProductChoice[];
  onDone: () => void;
}) {
  const form = useForm({
    resolver: zodResolver(PlanChanges, undefined, { raw: true }),
    defaultValues: {
      ...{ name: plan.name, description: plan.description, productId: plan.productId },
    } as z.input<typeof PlanChanges>,
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (changes: z.input<typeof PlanChanges>) => {
    const result = await updatePlanAction({ planId: plan.id, changes });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "changes." });
    toast.success(`Saved ${result.value.name}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Edit plan">
      <Field label="Name" hint="Changes at once, for subscribers too" error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea rows={3} {...form.register("description")} />
      </Field>
      <Field
        label="Product"
        hint="Cannot change while the plan has subscribers"
        error={errors.productId?.message}
      >
        <Select {...form.register("productId")}>
          {products.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
          Save changes
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
