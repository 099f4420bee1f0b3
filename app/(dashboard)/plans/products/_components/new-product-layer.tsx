"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useHref } from "@/components/table/use-href";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { type ProductFields, ProductInput } from "@/lib/catalog/schema/product";
import { NameAndKey } from "../../../_components/name-and-key";
import { createProductAction } from "../actions";
import { HowMany } from "./how-many";

/** What `NewProductSheet` opens. */
export function NewProductLayer() {
  const router = useRouter();
  const { href } = useHref();
  const close = () => router.push(href({ row: null }), { scroll: false });
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title="New product"
      description="What plans belong to."
    >
      <NewProductForm onDone={close} />
    </Sheet>
  );
}

function NewProductForm({ onDone }: { onDone: () => void }) {
  const form = useForm({
    resolver: zodResolver(ProductInput, undefined, { raw: true }),
    defaultValues: { name: "", key: "", description: "", isSingleActive: true } as ProductFields,
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (product: ProductFields) => {
    const result = await createProductAction({ product });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "product." });
    toast.success(`Created ${result.value.name}`);
    onDone();
  });
  return (
    <Form form={form} onSubmit={submit} aria-label="New product">
      <FormProvider {...form}>
        <NameAndKey example="Enrichment" />
      </FormProvider>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea rows={2} {...form.register("description")} />
      </Field>
      <HowMany
        isSingle={form.watch("isSingleActive") ?? true}
        onChange={(isSingle) => form.setValue("isSingleActive", isSingle)}
        error={errors.isSingleActive?.message}
      />
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Creating…">
          Create product
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
