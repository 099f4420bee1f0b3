"use client";

import { sumOf } from "@/components/chart/series";
import { AmountInput } from "@/components/form/amount-input";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { VoidGrantInput } from "@/lib/ledger/schema";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
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

type Fields = CommandFields & { amount: string; force: boolean; reason: string };

const inputOf = ({ amount, force, reason, reference }: Fields) => ({
  ...{ force, reason, reference },
  amount: amountOrAll(amount),
});

/** Ends what is unspent of a grant, after saying what stays. */
export function VoidGrantDialog(props: GrantDialogProps) {
  const { grant, wallet, zone, onClose } = props;
  const form = useCommandForm<Fields>(VoidGrantInput, inputOf, {
    ...blankCommand(),
    ...{ amount: "", force: false, reason: "" },
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
        hint={`Leave empty for all ${formatCredits(sumOf([grant.available, grant.pending]))} that are unspent`}
        error={errors.amount?.message}
      >
        <AmountInput unit={unit} autoFocus {...form.register("amount")} />
      </Field>
      {isSome(grant.held) && (
        <Checkbox
          label="End its holds first"
          hint={`Else the ${formatCredits(grant.held)} held stay held`}
          {...form.register("force")}
        />
      )}
      <ReasonField form={form} />
    </CommandDialog>
  );
}
