"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type CreateWalletFields, CreateWalletInput } from "@/lib/ledger/schema";
import { createWalletAction } from "../actions";

const POLICIES = [
  ["REFUSE", "Refuse the use"],
  ["CAP", "Take what is there"],
  ["OVERAGE", "Go below zero"],
] as const;

const asNone = (text: string | null) => text || null;

/** A wallet for a customer; what is not asked here has the organization's terms. */
export function NewWalletForm({
  customerId,
  currency,
  unit,
  onDone,
}: {
  customerId: string;
  currency: string;
  unit: string;
  onDone: () => void;
}) {
  const form = useForm<CreateWalletFields, unknown, CreateWalletFields>({
    resolver: zodResolver(CreateWalletInput, undefined, { raw: true }),
    defaultValues: {
      name: "Main wallet",
      conversionRate: "0.01",
      shortagePolicy: "REFUSE",
      overageLimit: null,
      lowBalanceAt: null,
    },
  });
  const { errors, isSubmitting } = form.formState;
  const policy = useWatch({ control: form.control, name: "shortagePolicy" });

  const submit = form.handleSubmit(async (wallet) => {
    const result = await createWalletAction({ customerId, wallet });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "wallet." });
    toast.success(`Opened ${result.value.name}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="New wallet">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={errors.name?.message} className="sm:col-span-2">
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field
          label="Price of a credit"
          hint="What a bought credit costs, and what one is worth"
          error={errors.conversionRate?.message}
        >
          <AmountInput unit={currency} {...form.register("conversionRate")} />
        </Field>
        <Field
          label="Low balance at"
          optional
          hint="At or below it the customer shows as low"
          error={errors.lowBalanceAt?.message}
        >
          <AmountInput unit={unit} {...form.register("lowBalanceAt", { setValueAs: asNone })} />
        </Field>
        <Field label="When credits run short" error={errors.shortagePolicy?.message}>
          <Select {...form.register("shortagePolicy")}>
            {POLICIES.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {policy === "OVERAGE" && (
          <Field
            label="At most below zero"
            optional
            hint="Empty is without a limit"
            error={errors.overageLimit?.message}
          >
            <AmountInput unit={unit} {...form.register("overageLimit", { setValueAs: asNone })} />
          </Field>
        )}
      </div>
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Opening…">
          Open wallet
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
