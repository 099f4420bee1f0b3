"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { cleanAmount } from "@/components/form/clean-amount";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { BookedView, DebitPreviewView } from "@/lib/ledger/schema";
import { REASON_NAMES } from "@/lib/ledger/schema/reason-names";
import { formatCredits } from "@/lib/money/format";
import type { Problem } from "@/lib/transport/result";
import { debitWalletAction } from "../actions";
import { changedGrants, DebitForm, type DebitFormFields, REASON_CODES } from "./debit-fields";
import { DebitPane } from "./debit-pane";
import type { CreditSubject } from "./subject";
import { useDebitPreview } from "./use-debit-preview";
import { WalletField } from "./wallet-field";

const REPEAT = "The wallet has moved since the preview. Look at the new one, then debit again.";

export function DebitFields({
  subject,
  onDone,
  onTopUp,
}: {
  subject: CreditSubject;
  onDone: (booked: BookedView) => void;
  onTopUp: ((credits: string) => void) | undefined;
}) {
  const form = useForm<DebitFormFields, unknown, DebitFormFields>({
    // `raw`: the browser checks the fields but sends them as typed; the server parses them again.
    resolver: zodResolver(DebitForm, undefined, { raw: true }),
    defaultValues: {
      walletId: subject.wallets[0]?.id ?? "",
      amount: "",
      again: "",
      reasonCode: "correction",
      reason: "",
      // Names the debit meant, so that a double click or a retry debits once.
      reference: newReference(),
    },
  });
  const { errors, isSubmitting } = form.formState;
  const [walletId, amount] = useWatch({ control: form.control, name: ["walletId", "amount"] });
  const { answer, isPending, refetch } = useDebitPreview(walletId, amount);
  const outlook = answer?.ok ? answer.value : undefined;
  // What was on the screen when the server said that it no longer holds.
  const [outdated, setOutdated] = useState<DebitPreviewView>();
  const wallet = subject.wallets.find(({ id }) => id === walletId);
  const unit = wallet?.creditUnit ?? "credits";

  const refuse = async (problem: Problem) => {
    if (problem.code !== "stale_preview") {
      return applyProblem(form, problem, { prefix: "debit." });
    }
    setOutdated(outlook?.preview);
    await refetch();
    form.setError("root", { message: REPEAT });
  };

  const submit = form.handleSubmit(async ({ walletId, again, ...debit }) => {
    // Nobody debits what was not shown: until the preview is there, nothing happens.
    if (isPending || !outlook) return;
    const { preview } = outlook;
    if (preview.refusal) {
      return form.setError("amount", { message: preview.refusal.message }, { shouldFocus: true });
    }
    if (outlook.isLarge && cleanAmount(again) !== cleanAmount(debit.amount)) {
      const message = "Type the amount once more, just as above";
      return form.setError("again", { message }, { shouldFocus: true });
    }
    const { fingerprint } = preview;
    const result = await debitWalletAction({
      walletId,
      debit: { ...debit, ...(fingerprint !== null && { fingerprint }) },
    });
    if (!result.ok) return refuse(result.problem);
    onDone(result.value);
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Debit credits">
      <div className="grid grid-cols-1 items-start gap-x-6 gap-y-4 md:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <WalletField wallets={subject.wallets} {...form.register("walletId")} />
          <Field label="Amount" error={errors.amount?.message}>
            <AmountInput unit={unit} autoFocus {...form.register("amount")} />
          </Field>
          {outlook?.isLarge && !outlook.preview.refusal && (
            <Field
              label="Amount again"
              hint="It is more than a quarter of what is available"
              error={errors.again?.message}
            >
              <AmountInput unit={unit} {...form.register("again")} />
            </Field>
          )}
          <Field label="Kind of reason" error={errors.reasonCode?.message}>
            <Select {...form.register("reasonCode")}>
              {REASON_CODES.map((code) => (
                <option key={code} value={code}>
                  {REASON_NAMES[code]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Reason" hint="Stands in the ledger for good" error={errors.reason?.message}>
            <Textarea rows={2} {...form.register("reason")} />
          </Field>
        </div>
        <DebitPane
          answer={answer}
          pending={isPending}
          wallet={wallet}
          zone={subject.zone}
          packs={subject.packs}
          changed={changedGrants(outdated, outlook?.preview)}
          onTopUp={onTopUp}
        />
      </div>
      <DialogFooter>
        <SubmitButton disabled={isPending} pending={isSubmitting} pendingLabel="Debiting…">
          {outlook && !isPending
            ? `Debit ${formatCredits(outlook.preview.amount)} ${unit}`
            : "Debit credits"}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
