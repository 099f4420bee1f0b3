"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type * as z from "zod";
import { ActionButton } from "@/components/form/action-button";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { ProductChanges, type ProductRow } from "@/lib/catalog/schema/product";
import { archiveProductAction, restoreProductAction, updateProductAction } from "../actions";
import { HowMany } from "./how-many";

type Fields = z.input<typeof ProductChanges>;

/** What a product is called, and how many of it a customer may have. */
export function ProductForm({ product }: { product: ProductRow }) {
  const { id: productId, name, description, isSingleActive, status } = product;
  const form = useForm({
    resolver: zodResolver(ProductChanges, undefined, { raw: true }),
    defaultValues: { name, description, isSingleActive } as Fields,
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (changes: Fields) => {
    const result = await updateProductAction({ productId, changes });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "changes." });
    toast.success(`Saved ${result.value.name}`);
  });
  const isArchived = status === "ARCHIVED";
  return (
    <Form form={form} onSubmit={submit} aria-label="Product">
      <fieldset disabled={isArchived} className="grid gap-4">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label="Description" optional error={errors.description?.message}>
          <Textarea rows={2} {...form.register("description")} />
        </Field>
        <HowMany
          isSingle={form.watch("isSingleActive") ?? true}
          onChange={(isSingle) => form.setValue("isSingleActive", isSingle)}
          error={errors.isSingleActive?.message}
        />
      </fieldset>
      <div className="flex flex-wrap justify-end gap-2">
        {isArchived ? (
          <ActionButton
            run={() => restoreProductAction({ productId })}
            onDone={(done) => toast.success(`Restored ${done.name}`)}
          >
            Restore
          </ActionButton>
        ) : (
          <>
            <ActionButton
              variant="ghost"
              run={() => archiveProductAction({ productId })}
              onDone={(done) => toast.success(`Archived ${done.name}`)}
            >
              Archive
            </ActionButton>
            <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
              Save changes
            </SubmitButton>
          </>
        )}
      </div>
    </Form>
  );
}
