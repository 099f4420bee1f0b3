"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { cleanAmount } from "@/components/form/clean-amount";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { MemberView } from "@/lib/ledger/schema/member";
import { limitEachAction } from "../actions";
import { atTheLimit, namesIn } from "./names-in";

type Props = {
  readonly customerId: string;
  readonly rows: readonly MemberView[];
  readonly unit: string;
};

/** One limit for several members at once: those in the list, unless others are named. */
export function SeveralLimits(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Limit several…</Button>}
      title="Limit several members"
      description="All of them get this limit, or none does."
    >
      <SeveralForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function SeveralForm({ customerId, rows, unit, onDone }: Props & { onDone: () => void }) {
  const form = useForm({
    defaultValues: { members: rows.map(({ member }) => member).join("\n"), creditLimit: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const { members, creditLimit } = form.watch();
  const named = namesIn(members);
  const blocked = atTheLimit(rows, named, cleanAmount(creditLimit));
  const submit = form.handleSubmit(async () => {
    const limit = { creditLimit: cleanAmount(creditLimit), creditUnit: unit };
    const result = await limitEachAction({ customerId, members: [...named], limit });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "limit." });
    toast.success(`Saved the limits of ${result.value} members`);
    onDone();
  });
  return (
    <Form form={form} onSubmit={submit} aria-label="Limit several members" className="grid-cols-1">
      <Field label="Members" hint="One a line" error={errors.members?.message}>
        <Textarea rows={6} {...form.register("members")} />
      </Field>
      <Field
        label="Limit of each"
        hint="Empty: the default limit holds for them"
        error={errors.creditLimit?.message}
      >
        <AmountInput unit={unit} {...form.register("creditLimit")} />
      </Field>
      <p className="text-sm" aria-live="polite">
        {named.length} {named.length === 1 ? "member" : "members"}
        {blocked > 0 && `; ${blocked} used as much already and would be refused at once`}
      </p>
      <DialogFooter>
        <SubmitButton disabled={named.length === 0} pending={isSubmitting} pendingLabel="Saving…">
          Limit {named.length} members
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
