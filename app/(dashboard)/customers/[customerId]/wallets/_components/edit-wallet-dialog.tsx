"use client";

import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { amountOrAll } from "../../_components/command/command-fields";
import { updateWalletAction } from "../actions";
import { FeatureScope } from "./feature-scope";
import { aboutWallet, type WalletDialogProps } from "./wallet-dialog";

const POLICIES = [
  ["REFUSE", "Refuse the use"],
  ["CAP", "Take what is there"],
  ["OVERAGE", "Go below zero"],
] as const;

type Fields = {
  name: string;
  priority: string;
  featureIds: string[];
  shortagePolicy: WalletView["shortagePolicy"];
  overageLimit: string;
  lowBalanceAt: string;
};

const fieldsOf = (wallet: WalletView): Fields => ({
  name: wallet.name,
  priority: String(wallet.priority),
  featureIds: wallet.featureIds,
  shortagePolicy: wallet.shortagePolicy,
  overageLimit: wallet.overageLimit ?? "",
  lowBalanceAt: wallet.lowBalanceAt ?? "",
});

const changesOf = ({ priority, overageLimit, lowBalanceAt, ...fields }: Fields) => ({
  ...fields,
  // An empty field is no number, not a zero.
  priority: priority.trim() === "" ? Number.NaN : Number(priority),
  overageLimit: fields.shortagePolicy === "OVERAGE" ? amountOrAll(overageLimit) : null,
  lowBalanceAt: amountOrAll(lowBalanceAt),
});

/** The terms of a wallet; they count for what is asked from now on. */
export function EditWalletDialog(props: WalletDialogProps) {
  const { wallet, onClose } = props;
  const form = useForm<Fields>({ defaultValues: fieldsOf(wallet) });
  const { errors, isSubmitting } = form.formState;
  const [policy, chosen] = useWatch({
    control: form.control,
    name: ["shortagePolicy", "featureIds"],
  });

  const submit = form.handleSubmit(async (fields) => {
    const result = await updateWalletAction({ of: wallet.id, command: changesOf(fields) });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "command." });
    toast.success(`Saved ${result.value.name}`);
    onClose();
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Edit wallet"
      description={aboutWallet(props)}
    >
      <Form form={form} onSubmit={submit} aria-label="Edit wallet">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={errors.name?.message}>
            <Input autoComplete="off" autoFocus {...form.register("name")} />
          </Field>
          <Field
            label="Priority"
            hint="Of several wallets, the lower number pays first"
            error={errors.priority?.message}
          >
            <Input type="number" min={0} max={10_000} {...form.register("priority")} />
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
              <AmountInput unit={wallet.creditUnit} {...form.register("overageLimit")} />
            </Field>
          )}
          <Field
            label="Low balance at"
            optional
            hint="At or below it the customer shows as low"
            error={errors.lowBalanceAt?.message}
          >
            <AmountInput unit={wallet.creditUnit} {...form.register("lowBalanceAt")} />
          </Field>
        </div>
        <FeatureScope chosen={chosen} onChange={(ids) => form.setValue("featureIds", [...ids])} />
        <DialogFooter>
          <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
            Save
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
