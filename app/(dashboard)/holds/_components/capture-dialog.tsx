"use client";

import { AmountInput } from "@/components/form/amount-input";
import { Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { CaptureInput } from "@/lib/ledger/schema/commands";
import { formatCredits } from "@/lib/money/format";
import { CommandDialog } from "../../customers/[customerId]/_components/command/command-dialog";
import {
  amountOrAll,
  blankCommand,
  type CommandFields,
} from "../../customers/[customerId]/_components/command/command-fields";
import { ReasonField } from "../../customers/[customerId]/_components/command/reason-field";
import { useBookedToast } from "../../customers/[customerId]/_components/command/use-booked-toast";
import { useCommandForm } from "../../customers/[customerId]/_components/command/use-command-form";
import { captureHoldAction, previewCaptureAction } from "../actions";
import { HoldChange } from "./hold-change";
import type { HoldDialogProps } from "./hold-dialog";
import { purposeOf } from "./hold-words";

type Fields = CommandFields & { amount: string; rest: "release" | "keep"; reason: string };

const inputOf = ({ amount, rest, reason, reference }: Fields) => ({
  ...{ reference, amount: amountOrAll(amount), isFinal: rest === "release" },
  reason: reason.trim() || null,
});

/** Takes what was held, part of it, or more if there is enough. */
export function CaptureDialog({ hold, zone, onClose }: HoldDialogProps) {
  const form = useCommandForm<Fields>(CaptureInput, inputOf, {
    ...blankCommand(),
    ...{ amount: "", rest: "release", reason: "" },
  });
  const { errors } = form.formState;
  const tell = useBookedToast(hold.customerId);
  const unit = hold.creditUnit;
  const of = hold.id;
  return (
    <CommandDialog
      words={{
        title: "Capture hold",
        about: `${hold.customerName} · ${purposeOf(hold)}`,
        deed: ({ amount }) => `Capture ${formatCredits(amount)} ${unit}`,
        doing: "Capturing…",
      }}
      pane={{
        wallets: [],
        zone,
        idle: "Type what the work cost.",
        also: (booked) => <HoldChange booked={booked} unit={unit} />,
      }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`capture ${of}`}
      schema={CaptureInput}
      inputOf={inputOf}
      preview={(command) => previewCaptureAction({ of, command })}
      run={(command) => captureHoldAction({ of, command })}
      guard="amount"
      onDone={(booked) => {
        onClose();
        tell(`Captured ${formatCredits(booked.amount)} ${unit} of ${hold.customerName}`, booked);
      }}
    >
      <Field
        label="Amount"
        optional
        hint={`Leave empty for all ${formatCredits(hold.held)} that are held; more is taken from what is available`}
        error={errors.amount?.message}
      >
        <AmountInput unit={unit} autoFocus {...form.register("amount")} />
      </Field>
      <FieldSet legend="What is held beyond it">
        <Radio label="Is released" value="release" {...form.register("rest")} />
        <Radio label="Stays held, for another capture" value="keep" {...form.register("rest")} />
      </FieldSet>
      <ReasonField form={form} optional />
    </CommandDialog>
  );
}
