"use client";

import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { BookedView } from "@/lib/ledger/schema";
import { formatCredits } from "@/lib/money/format";
import type { CommandFields } from "./command-fields";
import { CommandPane, type PaneWords } from "./command-pane";
import { asksAgain, type CommandPlan, type Guard, useCommand } from "./use-command";

type Words = {
  /** Of the dialog and, until the preview is there, of the button: "Hold credits". */
  readonly title: string;
  /** Whom it is about. */
  readonly about: ReactNode;
  /** Verb and amount: "Hold 50 credits". */
  readonly deed: (booked: BookedView) => string;
  /** "Holding…" */
  readonly doing: string;
  readonly tone?: "danger";
};

/**
 * The one shape of every command on credits: fields on the left, what the server says would
 * happen on the right, and a button that says verb and amount.
 */
export function CommandDialog<Fields extends CommandFields, Input extends object>({
  words,
  pane,
  unit,
  onClose,
  children,
  ...plan
}: CommandPlan<Fields, Input> & {
  words: Words;
  pane: PaneWords;
  unit: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { answer, booked, isPending, retry, outdated, submit } = useCommand(plan);
  const { form, guard } = plan;
  const { title, about, deed, doing, tone } = words;
  return (
    <Dialog
      open
      width="lg"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={about}
    >
      <Form form={form} onSubmit={submit} aria-label={title}>
        <div className="grid grid-cols-1 items-start gap-x-6 gap-y-4 md:grid-cols-[minmax(0,19rem)_minmax(0,1fr)]">
          <div className="grid gap-4">
            {children}
            {asksAgain(guard, booked) && (
              <AmountAgain form={form} unit={unit} amount={booked?.amount ?? ""} guard={guard} />
            )}
            {typeof guard === "object" && <NameAgain form={form} name={guard.name} />}
          </div>
          <CommandPane
            answer={answer}
            pending={isPending}
            retry={retry}
            outdated={outdated}
            unit={unit}
            {...pane}
          />
        </div>
        <DialogFooter>
          <SubmitButton
            {...(tone && { variant: tone })}
            disabled={isPending}
            pending={form.formState.isSubmitting}
            pendingLabel={doing}
          >
            {booked && !isPending ? deed(booked) : title}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}

type Confirming<Fields extends CommandFields> = {
  form: UseFormReturn<Fields, unknown, Fields>;
};

const faultOf = <Fields extends CommandFields>({ form }: Confirming<Fields>) =>
  form.formState.errors.again?.message as string | undefined;

function AmountAgain<Fields extends CommandFields>({
  form,
  unit,
  amount,
  guard,
}: Confirming<Fields> & { unit: string; amount: string; guard: Guard }) {
  const why =
    guard === "always"
      ? "It goes to another customer's wallet"
      : "It is more than a quarter of what is available";
  return (
    <Field
      label="Amount again"
      hint={`${why}: type ${formatCredits(amount.replace("-", ""))}`}
      error={faultOf({ form })}
    >
      <AmountInput unit={unit} {...form.register("again" as never)} />
    </Field>
  );
}

function NameAgain<Fields extends CommandFields>({
  form,
  name,
}: Confirming<Fields> & { name: string }) {
  return (
    <Field label={`Type ${name} to confirm`} error={faultOf({ form })}>
      <Input autoComplete="off" {...form.register("again" as never)} />
    </Field>
  );
}
