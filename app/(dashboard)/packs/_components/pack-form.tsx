"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { type PackFields, PackInput, type PackView } from "@/lib/catalog/schema/pack";
import { savePackAction } from "../actions";
import { fieldsOf, type PackDefaults, type PlanChoice } from "./pack-fields";
import { PackLimits } from "./pack-limits";
import { PackTerms } from "./pack-terms";

/** A pack that is new, or on sale. */
export function PackForm({
  pack,
  defaults,
  plans,
  onDone,
}: {
  pack: PackView | null;
  defaults: PackDefaults;
  plans: readonly PlanChoice[];
  onDone: (packId: string) => void;
}) {
  const form = useForm({
    resolver: zodResolver(PackInput, undefined, { raw: true }),
    defaultValues: fieldsOf(pack, defaults),
  });

  const submit = form.handleSubmit(async (fields: PackFields) => {
    const result = await savePackAction({ packId: pack?.id ?? null, pack: fields });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "pack." });
    toast.success(`Saved ${result.value.name}`);
    onDone(result.value.id);
  });

  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Pack">
        <PackTerms pack={pack} defaults={defaults} />
        <PackLimits plans={plans} />
        <DialogFooter>
          <SubmitButton pending={form.formState.isSubmitting} pendingLabel="Saving…">
            {pack ? "Save changes" : "Create pack"}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormProvider>
  );
}
