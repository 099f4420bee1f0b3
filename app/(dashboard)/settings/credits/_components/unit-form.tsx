"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  type CreditUnitFields,
  CreditUnitInput,
  type CreditUnitView,
} from "@/lib/catalog/schema/credit-unit";
import { createCreditUnitAction, updateCreditUnitAction } from "../actions";

export function UnitForm({
  unit,
  currency,
  onDone,
}: {
  unit: CreditUnitView | null;
  currency: string;
  onDone: () => void;
}) {
  const form = useForm({
    resolver: zodResolver(CreditUnitInput, undefined, { raw: true }),
    defaultValues: fieldsOf(unit),
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ code, ...changes }: CreditUnitFields) => {
    const result = unit
      ? await updateCreditUnitAction({ code, unit: changes })
      : await createCreditUnitAction({ unit: { code, ...changes } });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "unit." });
    toast.success(`Saved ${result.value.code}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Credit unit">
      <Field label="Code" hint="Small letters; it never changes" error={errors.code?.message}>
        <Input
          autoComplete="off"
          spellCheck={false}
          readOnly={unit !== null}
          placeholder="minutes"
          className="font-mono"
          {...form.register("code")}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="One is a" error={errors.singular?.message}>
          <Input autoComplete="off" placeholder="minute" {...form.register("singular")} />
        </Field>
        <Field label="Several are" error={errors.plural?.message}>
          <Input autoComplete="off" placeholder="minutes" {...form.register("plural")} />
        </Field>
        <Field
          label="Decimals"
          hint="Shown and shared out; nine are counted"
          error={errors.precision?.message}
        >
          <Input
            type="number"
            min={0}
            max={9}
            inputMode="numeric"
            className="numerals"
            {...form.register("precision", { valueAsNumber: true })}
          />
        </Field>
        <Field label="One is worth" optional hint="Empty: 1" error={errors.conversionRate?.message}>
          <AmountInput unit={currency} {...form.register("conversionRate")} />
        </Field>
      </div>
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
          {unit ? "Save changes" : "Create unit"}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}

const fieldsOf = (unit: CreditUnitView | null): CreditUnitFields => ({
  code: unit?.code ?? "",
  singular: unit?.singular ?? "",
  plural: unit?.plural ?? "",
  precision: unit?.precision ?? 2,
  conversionRate: unit?.conversionRate ?? "",
});
