"use client";

import { useState } from "react";
import { AmountInput } from "@/components/form/amount-input";
import { Field } from "@/components/ui/field";
import { TransferInput } from "@/lib/ledger/schema/commands";
import { formatCredits } from "@/lib/money/format";
import { CommandDialog } from "../../_components/command/command-dialog";
import {
  amountOrAll,
  blankCommand,
  type CommandFields,
} from "../../_components/command/command-fields";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { previewTransferAction, transferCreditsAction } from "../grant-actions";
import { aboutGrant, type GrantDialogProps } from "./grant-dialog";
import { type Goal, TransferGoal } from "./transfer-goal";

type Fields = CommandFields & { walletId: string; amount: string; reason: string };

const inputOf = ({ walletId, amount, reason, reference }: Fields) => ({
  ...{ walletId, reason, reference },
  amount: amountOrAll(amount),
});

/** Moves credits of a grant to another wallet, of this customer or of another. */
export function TransferDialog(props: GrantDialogProps) {
  const { grant, wallet, wallets, customerName, zone, onClose } = props;
  const own = wallets.filter(
    ({ id, creditUnit, status }) =>
      id !== wallet.id && creditUnit === wallet.creditUnit && status !== "CLOSED",
  );
  const [goal, setGoal] = useState<Goal | undefined>(
    own[0] && { ...own[0], customerName: "this customer" },
  );
  const form = useCommandForm<Fields>(TransferInput, inputOf, {
    ...blankCommand(),
    ...{ walletId: goal?.id ?? "", amount: "", reason: "" },
  });
  const { errors } = form.formState;
  const tell = useBookedToast(wallet.customerId);
  const unit = wallet.creditUnit;
  const of = grant.id;
  const choose = (next: Goal | undefined) => {
    setGoal(next);
    form.setValue("walletId", next?.id ?? "", { shouldValidate: form.formState.isSubmitted });
  };
  return (
    <CommandDialog
      words={{
        title: "Transfer credits",
        about: aboutGrant(props),
        deed: ({ amount }) => `Transfer ${formatCredits(amount)} ${unit}`,
        doing: "Transferring…",
      }}
      pane={{
        wallets: [
          { ...wallet, name: `${customerName} · ${wallet.name}` },
          ...(goal ? [{ ...goal, name: `To: ${goal.customerName} · ${goal.name}` }] : []),
        ],
        zone,
        idle: "Choose where the credits go to see both wallets.",
      }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`transfer ${of}`}
      schema={TransferInput}
      inputOf={inputOf}
      preview={(command) => previewTransferAction({ of, command })}
      run={(command) => transferCreditsAction({ of, command })}
      guard={goal && !own.some(({ id }) => id === goal.id) ? "always" : "amount"}
      onDone={(booked) => {
        onClose();
        const where = goal ? ` to ${goal.customerName}, ${goal.name}` : "";
        tell(`Transferred ${formatCredits(booked.amount)} ${unit}${where}`, booked);
      }}
    >
      <TransferGoal
        own={own}
        creditUnit={wallet.creditUnit}
        without={wallet.id}
        goal={goal}
        error={errors.walletId?.message}
        onChoose={choose}
      />
      <Field
        label="Amount"
        optional
        hint={`Leave empty for all ${formatCredits(grant.available)} that are available`}
        error={errors.amount?.message}
      >
        <AmountInput unit={unit} {...form.register("amount")} />
      </Field>
      <ReasonField form={form} />
    </CommandDialog>
  );
}
