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
  type CreditCostFields,
  CreditCostInput,
  type FeatureView,
} from "@/lib/catalog/schema/feature";
import { formatCredits } from "@/lib/money/format";
import { asList, creditWord, faultOfList } from "../../_components/feature-fields";
import { addCreditCostAction } from "../../actions";

/** What a unit costs, and for which use. */
export function NewCostForm({ feature, onDone }: { feature: FeatureView; onDone: () => void }) {
  const form = useForm({
    resolver: zodResolver(CreditCostInput, undefined, { raw: true }),
    defaultValues: {
      creditsPerUnit: "",
      property: "",
      values: [],
      effectiveFrom: null,
    } as CreditCostFields,
  });
  const { errors, isSubmitting } = form.formState;
  const one = feature.unitSingular || "unit";

  const submit = form.handleSubmit(async (cost: CreditCostFields) => {
    const result = await addCreditCostAction({ featureId: feature.id, cost });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "cost." });
    const { creditsPerUnit, creditUnit } = result.value;
    const unit = creditWord(creditsPerUnit, creditUnit);
    toast.success(`Cost added: ${formatCredits(creditsPerUnit)} ${unit} per ${one}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="New cost">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={`Cost per ${one}`}
          hint={feature.cost ? `Now ${formatCredits(feature.cost.creditsPerUnit)}` : "No cost now"}
          error={errors.creditsPerUnit?.message}
        >
          <AmountInput unit={feature.creditUnit} autoFocus {...form.register("creditsPerUnit")} />
        </Field>
        <Field
          label="From"
          optional
          hint="00:00 UTC of that day; empty is from now on"
          error={errors.effectiveFrom?.message}
        >
          <Input
            type="date"
            {...form.register("effectiveFrom", {
              setValueAs: (day: string | null) =>
                day ? `${day.slice(0, 10)}T00:00:00.000Z` : null,
            })}
          />
        </Field>
        <Field
          label="Only where property"
          optional
          hint="Such as region or model"
          error={errors.property?.message}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            {...form.register("property")}
          />
        </Field>
        <Field
          label="is one of"
          hint="Separate values by commas"
          error={faultOfList(errors.values)}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            {...form.register("values", { setValueAs: asList })}
          />
        </Field>
      </div>
      <p className="text-muted text-sm">
        Use before that time keeps the cost it was charged at. A date in the past is possible only
        while nothing was charged after it.
      </p>
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Adding…">
          Add cost
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
