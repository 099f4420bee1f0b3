"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type PlanFields, PlanInput } from "@/lib/catalog/schema/plan";
import type { ProductView } from "@/lib/catalog/schema/product";
import { NameAndKey } from "../../_components/name-and-key";
import { createPlanAction } from "../actions";

/** A product that the plan may belong to. */
export type ProductChoice = Pick<ProductView, "id" | "name" | "isSingleActive">;

export function NewPlanForm({
  kind,
  currency,
  products,
}: {
  kind: "PLAN" | "ADD_ON";
  currency: string;
  products: readonly ProductChoice[];
}) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(PlanInput, undefined, { raw: true }),
    defaultValues: {
      ...{ kind, name: "", key: "", description: "", currency },
      productId: products[0]?.id ?? null,
    } as PlanFields,
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async (plan: PlanFields) => {
    const result = await createPlanAction({ plan });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "plan." });
    router.push(`/plans/${result.value.id}/draft`);
  });

  return (
    <Form form={form} onSubmit={submit} aria-label={kind === "PLAN" ? "New plan" : "New add-on"}>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormProvider {...form}>
          <NameAndKey example="Professional" />
        </FormProvider>
      </div>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea rows={2} {...form.register("description")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {products.length > 0 && (
          <Field
            label="Product"
            hint={
              kind === "PLAN" ? "What it is a plan of" : "On top of whose subscriptions it is sold"
            }
            error={errors.productId?.message}
          >
            <Select {...form.register("productId")}>
              {products.map(({ id, name, isSingleActive }) => (
                <option key={id} value={id}>
                  {name}
                  {isSingleActive ? "" : " (several a customer)"}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field label="Currency" hint="Three letters, such as USD" error={errors.currency?.message}>
          <Input
            autoComplete="off"
            className="uppercase"
            maxLength={3}
            {...form.register("currency")}
          />
        </Field>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={kind === "PLAN" ? "/plans" : "/packs/add-ons"}>Cancel</ButtonLink>
        <SubmitButton pending={isSubmitting || isSubmitSuccessful} pendingLabel="Creating…">
          Create and edit draft
        </SubmitButton>
      </div>
    </Form>
  );
}
