"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useHref } from "@/components/table/use-href";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { type ProductFields, ProductInput } from "@/lib/catalog/schema/product";
import { keyOf } from "@/lib/catalog/schema/text";
import { createProductAction } from "../actions";
import { HowMany } from "./how-many";

/** A new product beside the list. */
export function NewProductSheet({ isOpen }: { isOpen: boolean }) {
  const router = useRouter();
  const { href } = useHref();
  const close = () => router.push(href({ row: null }), { scroll: false });
  return (
    <Sheet
      open={isOpen}
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
  const { errors, isSubmitting, dirtyFields, isSubmitted } = form.formState;
  const followName = (name: string) => {
    if (!dirtyFields.key) form.setValue("key", keyOf(name), { shouldValidate: isSubmitted });
  };
  const submit = form.handleSubmit(async (product: ProductFields) => {
    const result = await createProductAction({ product });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "product." });
    toast.success(`Created ${result.value.name}`);
    onDone();
  });
  return (
    <Form form={form} onSubmit={submit} aria-label="New product">
      <Field label="Name" error={errors.name?.message}>
        <Input
          autoComplete="off"
          placeholder="Enrichment"
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
          className="font-mono"
          {...form.register("key")}
        />
      </Field>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea rows={2} {...form.register("description")} />
      </Field>
      <HowMany
        isSingle={form.watch("isSingleActive") ?? true}
        onChange={(isSingle) => form.setValue("isSingleActive", isSingle)}
        error={errors.isSingleActive?.message}
      />
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <SubmitButton pending={isSubmitting} pendingLabel="Creating…">
          Create product
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
