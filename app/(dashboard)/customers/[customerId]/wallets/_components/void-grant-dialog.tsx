"use client";

import { sumOf } from "@/components/chart/series";
import { AmountInput } from "@/components/form/amount-input";
import { Field } from "@/components/ui/field";
import { VoidGrantInput } from "@/lib/ledger/schema";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "../../../_components/standing";
import { CommandDialog } from "../../_components/command/command-dialog";
import {
  amountOrAll,
  blankCommand,
  type CommandFields,
} from "../../_components/command/command-fields";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { previewVoidGrantAction, voidGrantAction } from "../grant-actions";
import { aboutGrant, type GrantDialogProps } from "./grant-dialog";

type Fields = CommandFields & { amount: string; reason: string };

const inputOf = ({ amount, reason, reference }: Fields) => ({
  ...{ reason, reference },
  amount: amountOrAll(amount),
});

/** Ends what is unspent of a grant, after saying what stays. */
export function VoidGrantDialog(props: GrantDialogProps) {
  const { grant, wallet, zone, onClose } = props;
  const form = useCommandForm<Fields>(VoidGrantInput, inputOf, {
    ...blankCommand(),
    ...{ amount: "", reason: "" },
  });
  const { errors } = form.formState;
  const tell = useBookedToast(wallet.customerId);
  const unit = wallet.creditUnit;
  const of = grant.id;
  return (
    <CommandDialog
      words={{
        title: "Void credits",
        about: aboutGrant(props),
        deed: ({ amount }) => `Void ${formatCredits(amount)} ${unit}`,
        doing: "Voiding…",
        tone: "danger",
      }}
      pane={{ wallets: [wallet], zone, idle: "Type an amount, or leave it empty for all." }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`void ${of}`}
      schema={VoidGrantInput}
      inputOf={inputOf}
      preview={(command) => previewVoidGrantAction({ of, command })}
      run={(command) => voidGrantAction({ of, command })}
      guard="amount"
      onDone={(booked) => {
        onClose();
        tell(`Voided ${formatCredits(booked.amount)} ${unit} of ${grant.name}`, booked);
      }}
    >
      <Field
        label="Amount"
        optional
        hint={`Empty is all ${formatCredits(sumOf([grant.available, grant.pending]))} that are unspent`}
        error={errors.amount?.message}
      >
        <AmountInput unit={unit} autoFocus {...form.register("amount")} />
      </Field>
      <ReasonField form={form} />
      <p className="text-muted text-sm">
        What was used stays used.
        {isSome(grant.held) && ` The ${formatCredits(grant.held)} held stay held.`}
      </p>
    </CommandDialog>
  );
}
