"use client";

import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { AddOnTierSelect } from "../../../_components/add-on-tier-select";
import { previewSold, type SoldFields, type SoldThing, sell } from "./sold-deed";
import { SoldPreview } from "./sold-preview";
import { soldDeed } from "./sold-words";
import { useSettledPreview } from "./use-settled-preview";

export function SoldForm({
  subscription,
  thing,
  onDone,
}: {
  subscription: SubscriptionView;
  thing: SoldThing;
  onDone: () => void;
}) {
  const { part, name, offer } = thing;
  const form = useForm<SoldFields>({
    defaultValues: {
      quantity: thing.quantity > 0 ? thing.quantity : 1,
      tier: thing.tier ?? 0,
      reason: "",
    },
  });
  const { errors, isSubmitting } = form.formState;
  const hasTiers = offer?.tiers.some(({ tiers }) => tiers.length > 1) ?? false;
  const [quantity, tier] = form.watch(["quantity", "tier"]);
  const choice = { quantity, tier: hasTiers ? Number(tier ?? 0) : null };
  const asked = { ...part, subscriptionId: subscription.id };
  const { data, isPending, refetch } = useSettledPreview(
    "sold-preview",
    { ...asked, fields: { ...choice, reason: "" } },
    previewSold,
  );

  const submit = form.handleSubmit(async ({ reason }) => {
    if (!data?.ok) return;
    const { fingerprint } = data.value;
    const result = await sell({ ...asked, fields: { ...choice, reason }, fingerprint });
    if (result.ok) {
      toast.success(`${name} changed`);
      return onDone();
    }
    applyProblem(form, result.problem, { prefix: "sold." });
    if (result.problem.code === "stale_preview") await refetch();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label={`Change ${name}`}>
      <Field label="How many" hint="0: none" error={errors.quantity?.message}>
        <Input
          type="number"
          min={0}
          max={1_000_000}
          {...form.register("quantity", { valueAsNumber: true })}
        />
      </Field>
      {offer && hasTiers && (
        <Field label="Tier" error={errors.tier?.message}>
          <AddOnTierSelect offer={offer} {...form.register("tier", { valueAsNumber: true })} />
        </Field>
      )}
      <Field label="Reason" optional error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      {data === undefined && <Skeleton className="h-32 rounded-lg" />}
      {data?.ok && (
        <SoldPreview thing={thing} choice={choice} shown={data.value} isPending={isPending} />
      )}
      {data?.ok === false && <ProblemAlert problem={data.problem} />}
      <DialogFooter leave="Leave it">
        <SubmitButton
          pending={isSubmitting}
          pendingLabel="Changing…"
          disabled={!data?.ok || isPending}
        >
          {soldDeed(quantity, data?.ok ? data.value.answer : undefined)}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
