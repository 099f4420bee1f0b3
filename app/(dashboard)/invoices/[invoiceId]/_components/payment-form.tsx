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
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import {
  type InvoiceView,
  PAYMENT_METHODS,
  type PaymentFields,
  PaymentInput,
} from "@/lib/invoicing/schema";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { parseDecimal } from "@/lib/money/decimal";
import { formatMoney } from "@/lib/money/format";
import { recordPaymentAction } from "../../actions";
import { METHOD_WORDS } from "./payment-method";
import { PaymentPreview } from "./payment-preview";

export function PaymentForm({
  invoice,
  grants,
  onDone,
}: {
  invoice: InvoiceView;
  grants: readonly GrantView[];
  onDone: () => void;
}) {
  const { currency, due } = invoice;
  const form = useForm({
    resolver: zodResolver(PaymentInput, undefined, { raw: true }),
    defaultValues: {
      status: "SUCCEEDED",
      amount: due,
      method: "bank_transfer",
      reference: null,
      note: "",
    } as PaymentFields,
  });
  const { errors, isSubmitting } = form.formState;
  const typed = form.watch("amount")?.trim() || due;

  const submit = form.handleSubmit(async (payment: PaymentFields) => {
    const result = await recordPaymentAction({ invoiceId: invoice.id, payment });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "payment." });
    toast.success(`Recorded ${formatMoney(typed, currency)}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Record payment">
      <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
        <div className="grid content-start gap-4">
          <Field
            label="Amount received"
            aside={`${formatMoney(due, currency)} due`}
            error={errors.amount?.message}
          >
            <AmountInput unit={currency} {...form.register("amount")} />
          </Field>
          <Field label="Method" error={errors.method?.message}>
            <Select {...form.register("method")}>
              {PAYMENT_METHODS.map((method) => (
                <option key={method} value={method}>
                  {METHOD_WORDS[method]}
                </option>
              ))}
            </Select>
          </Field>
          <Field
            label="Reference"
            optional
            hint="The bank's or payer's own; one is recorded once"
            error={errors.reference?.message}
          >
            <Input
              autoComplete="off"
              {...form.register("reference", {
                setValueAs: (text: string | null) => text?.trim() || null,
              })}
            />
          </Field>
          <Field label="Note" optional error={errors.note?.message}>
            <Textarea rows={2} {...form.register("note")} />
          </Field>
        </div>
        <PaymentPreview invoice={invoice} grants={grants} amount={typed} />
      </div>
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Recording…">
          Record {parseDecimal(typed) === undefined ? "payment" : formatMoney(typed, currency)}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
