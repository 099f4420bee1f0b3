"use client";

import { AmountInput } from "@/components/form/amount-input";
import { cleanAmount } from "@/components/form/clean-amount";
import { Field } from "@/components/ui/field";
import { VoidWalletInput } from "@/lib/ledger/schema/commands";
import { formatCredits } from "@/lib/money/format";
import { CommandDialog } from "../../_components/command/command-dialog";
import { blankCommand, type CommandFields } from "../../_components/command/command-fields";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { previewVoidWalletAction, voidWalletAction } from "../actions";
import { aboutWallet, type WalletDialogProps } from "./wallet-dialog";

type Fields = CommandFields & { amount: string; reason: string };

const inputOf = ({ amount, reason, reference }: Fields) => ({
  ...{ reason, reference },
  amount: cleanAmount(amount),
});

/** Ends an amount of a wallet's credits for good, from its grants in burn order. */
export function VoidWalletDialog(props: WalletDialogProps) {
  const { wallet, zone, onClose } = props;
  const form = useCommandForm<Fields>(VoidWalletInput, inputOf, {
    ...blankCommand(),
    ...{ amount: "", reason: "" },
  });
  const { errors } = form.formState;
  const tell = useBookedToast(wallet.customerId);
  const unit = wallet.creditUnit;
  const of = wallet.id;
  return (
    <CommandDialog
      words={{
        title: "Void from wallet",
        about: aboutWallet(props),
        deed: ({ amount }) => `Void ${formatCredits(amount)} ${unit}`,
        doing: "Voiding…",
        tone: "danger",
      }}
      pane={{
        wallets: [wallet],
        zone,
        idle: "Type an amount to see which grants end, in burn order.",
      }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`void ${of}`}
      schema={VoidWalletInput}
      inputOf={inputOf}
      preview={(command) => previewVoidWalletAction({ of, command })}
      run={(command) => voidWalletAction({ of, command })}
      guard="amount"
      onDone={(booked) => {
        onClose();
        tell(`Voided ${formatCredits(booked.amount)} ${unit} of ${wallet.name}`, booked);
      }}
    >
      <Field
        label="Amount"
        hint="Of what is available, from the grants that would burn first"
        error={errors.amount?.message}
      >
        <AmountInput unit={unit} autoFocus {...form.register("amount")} />
      </Field>
      <ReasonField form={form} />
    </CommandDialog>
  );
}
