"use client";

import { AmountInput } from "@/components/form/amount-input";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import { describeTransaction } from "@/lib/ledger/schema/transaction-words";
import { creditWords, formatCredits } from "@/lib/money/format";
import { ReversePreview } from "./reverse-preview";
import { useReverse } from "./use-reverse";

/** Gives back what a transaction took, to the same grants; a new entry, nothing is deleted. */
export function ReverseDialog({
  transaction,
  zone,
  onClose,
  onDone,
}: {
  transaction: TransactionView;
  zone: string;
  onClose: () => void;
  /** With the id of the reversal's own transaction. */
  onDone: (transactionId: string) => void;
}) {
  const { form, submit, answer, preview, outdated, isPending } = useReverse(transaction, onDone);

  return (
    <Dialog
      open
      width="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`Reverse: ${describeTransaction(transaction)}`}
      description={transaction.customerName}
    >
      <Form form={form} onSubmit={submit} aria-label="Reverse">
        <div className="grid grid-cols-1 items-start gap-x-6 gap-y-4 md:grid-cols-[minmax(0,19rem)_minmax(0,1fr)]">
          <ReverseFields form={form} total={transaction.amount} />
          <ReversePreview
            answer={answer}
            outdated={outdated}
            pending={isPending}
            transaction={transaction}
            zone={zone}
          />
        </div>
        <DialogFooter>
          <SubmitButton
            disabled={isPending}
            pending={form.formState.isSubmitting}
            pendingLabel="Giving back…"
          >
            {preview && !isPending ? `Give back ${creditWords(preview.amount)}` : "Reverse"}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}

function ReverseFields({
  form,
  total,
}: {
  form: ReturnType<typeof useReverse>["form"];
  total: string;
}) {
  const { errors } = form.formState;
  return (
    <div className="grid gap-4">
      <Field
        label="Amount"
        optional
        hint={`Leave empty for all that is left to give back of ${formatCredits(total)}`}
        error={errors.amount?.message}
      >
        <AmountInput
          unit="credits"
          autoFocus
          {...form.register("amount", { setValueAs: (text: string | null) => text || null })}
        />
      </Field>
      <Field label="What returns to a grant that has ended">
        <Select
          {...form.register("restoreDays", {
            setValueAs: (text: string | number | null) => (text ? Number(text) : null),
          })}
        >
          <option value="">Expires at once</option>
          <option value="30">Comes back for 30 days</option>
          <option value="90">Comes back for 90 days</option>
        </Select>
      </Field>
      <Field label="Reason" hint="Stands in the ledger for good" error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
    </div>
  );
}
