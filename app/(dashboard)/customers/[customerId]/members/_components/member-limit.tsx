"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Credits } from "@/components/domain/amounts";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import {
  type MemberLimitFields,
  MemberLimitInput,
  type MemberView,
} from "@/lib/ledger/schema/member";
import { limitMemberAction } from "../actions";

/** A member's limit where it stands in the list; a click makes it a field. */
export function MemberLimit({
  row,
  customerId,
  mayWrite,
}: {
  row: MemberView;
  customerId: string;
  mayWrite: boolean;
}) {
  const [isEdited, setEdited] = useState(false);
  if (isEdited) {
    return <LimitForm row={row} customerId={customerId} onDone={() => setEdited(false)} />;
  }
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {row.creditLimit === null ? (
        <span className="text-muted">no limit</span>
      ) : (
        <Credits amount={row.creditLimit} unit={row.limitSource === "default" ? "default" : null} />
      )}
      {mayWrite && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Change the limit of ${row.member}`}
          onClick={() => setEdited(true)}
        >
          <Pencil aria-hidden />
        </Button>
      )}
    </span>
  );
}

function LimitForm({
  row: { member, creditLimit, creditUnit, limitSource },
  customerId,
  onDone,
}: {
  row: MemberView;
  customerId: string;
  onDone: () => void;
}) {
  const form = useForm<MemberLimitFields, unknown, MemberLimitFields>({
    resolver: zodResolver(MemberLimitInput, undefined, { raw: true }),
    defaultValues: {
      creditLimit: limitSource === "member" ? (creditLimit ?? "") : "",
      ...{ creditUnit, period: "BILLING_PERIOD" },
    },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (limit) => {
    const result = await limitMemberAction({ customerId, member, limit });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "limit." });
    toast.success(`Saved the limit of ${member}`);
    onDone();
  });

  return (
    <Form
      form={form}
      onSubmit={submit}
      aria-label={`Limit of ${member}`}
      className="min-w-44 gap-2 text-left"
    >
      <Field
        label={`Limit of ${member}`}
        hint="Empty: the default"
        error={errors.creditLimit?.message}
      >
        <AmountInput unit={creditUnit} autoFocus {...form.register("creditLimit")} />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        <SubmitButton size="sm" pending={isSubmitting} pendingLabel="Saving…">
          Save limit
        </SubmitButton>
      </div>
    </Form>
  );
}
