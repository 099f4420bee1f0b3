"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type * as z from "zod";
import { sumOf } from "@/components/chart/series";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { VoidGrantInput } from "@/lib/ledger/schema";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "../../../_components/standing";
import { voidGrantAction } from "../../actions";

type Fields = z.input<typeof VoidGrantInput>;

/** Ends what is unspent of a grant, after saying what stays. */
export function VoidGrantDialog({
  grant,
  unit,
  onClose,
}: {
  grant: GrantView;
  unit: string;
  onClose: () => void;
}) {
  const unspent = sumOf([grant.available, grant.pending]);
  const form = useForm<Fields, unknown, Fields>({
    resolver: zodResolver(VoidGrantInput, undefined, { raw: true }),
    defaultValues: { amount: null, reason: "", reference: newReference() },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (voiding) => {
    const result = await voidGrantAction({ grantId: grant.id, voiding });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "voiding." });
    toast.success(`Voided ${formatCredits(result.value.amount)} ${unit} of ${grant.name}`);
    onClose();
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Void credits"
      description={grant.name}
    >
      <Form form={form} onSubmit={submit} aria-label="Void credits">
        <p className="text-sm">
          {formatCredits(unspent)} {unit} are unspent and can be ended for good.
          {isSome(grant.consumed) && ` The ${formatCredits(grant.consumed)} used stay used.`}
          {isSome(grant.held) && ` The ${formatCredits(grant.held)} held stay held.`}
        </p>
        <Field
          label="Amount"
          optional
          hint={`Empty is all ${formatCredits(unspent)}`}
          error={errors.amount?.message}
        >
          <AmountInput
            unit={unit}
            autoFocus
            {...form.register("amount", { setValueAs: (text: string | null) => text || null })}
          />
        </Field>
        <Field label="Reason" hint="Stands in the ledger for good" error={errors.reason?.message}>
          <Textarea rows={2} {...form.register("reason")} />
        </Field>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <SubmitButton variant="danger" pending={isSubmitting} pendingLabel="Voiding…">
            Void credits
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
