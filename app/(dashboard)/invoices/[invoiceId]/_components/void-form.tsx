"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Credits, Money } from "@/components/domain/amounts";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { type InvoiceView, VoidInvoiceInput } from "@/lib/invoicing/schema";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { voidInvoiceAction } from "../../actions";

/** Takes an unpaid invoice back, with what is left of the credits it was to pay for. */
export function VoidForm({
  invoice,
  grants,
  onDone,
}: {
  invoice: InvoiceView;
  grants: readonly GrantView[];
  onDone: () => void;
}) {
  const form = useForm({
    resolver: zodResolver(VoidInvoiceInput, undefined, { raw: true }),
    defaultValues: { reason: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (fields) => {
    const result = await voidInvoiceAction({ invoiceId: invoice.id, fields });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "fields." });
    toast.success(`Voided ${result.value.number ?? "the draft"}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Void invoice">
      <Preview title="What is taken back">
        <PreviewLine label="Asked for no longer" strong>
          <Money amount={invoice.due} currency={invoice.currency} />
        </PreviewLine>
        {grants.map((grant) => (
          <PreviewLine
            key={grant.id}
            label="Credits voided"
            note={isSome(grant.consumed) ? "What was spent stays spent." : undefined}
            strong
          >
            <Credits amount={leftOf(grant)} />
          </PreviewLine>
        ))}
      </Preview>
      <Field label="Reason" hint="Kept with the invoice's history" error={errors.reason?.message}>
        <Textarea rows={2} {...form.register("reason")} />
      </Field>
      <DialogFooter>
        <SubmitButton variant="danger" pending={isSubmitting} pendingLabel="Voiding…">
          Void invoice
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}

const isSome = (amount: string) => /[1-9]/.test(amount);

/** What a void takes: what waits and what can be spent; held credits stay. */
const leftOf = ({ pending, available }: GrantView): string =>
  decimalText((parseDecimal(pending) ?? 0n) + (parseDecimal(available) ?? 0n));
