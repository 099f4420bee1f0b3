"use client";

import { Radio } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import { ResetInput } from "@/lib/ledger/schema/commands";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
import { CommandDialog } from "../../_components/command/command-dialog";
import { blankCommand, type CommandFields } from "../../_components/command/command-fields";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { previewResetAction, resetWalletAction } from "../actions";
import { aboutWallet, type WalletDialogProps } from "./wallet-dialog";

type Fields = CommandFields & { overage: "carry" | "clear"; reason: string };

const inputOf = ({ overage, reason, reference }: Fields) => ({ overage, reason, reference });

/** Begins a wallet anew: each grant keeps what its terms say of a reset, the rest lapses. */
export function ResetDialog(props: WalletDialogProps) {
  const { wallet, zone, onClose } = props;
  const form = useCommandForm<Fields>(ResetInput, inputOf, {
    ...blankCommand(),
    ...{ overage: "carry", reason: "" },
  });
  const tell = useBookedToast(wallet.customerId);
  const unit = wallet.creditUnit;
  const of = wallet.id;
  return (
    <CommandDialog
      words={{
        title: "Reset wallet",
        about: aboutWallet(props),
        deed: ({ amount }) =>
          isSome(amount) ? `Reset and end ${formatCredits(amount)} ${unit}` : "Reset wallet",
        doing: "Resetting…",
        tone: "danger",
      }}
      pane={{ wallets: [wallet], zone, idle: "What each grant keeps." }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`reset ${of}`}
      schema={ResetInput}
      inputOf={inputOf}
      preview={(command) => previewResetAction({ of, command })}
      run={(command) => resetWalletAction({ of, command })}
      guard="amount"
      onDone={(booked) => {
        onClose();
        tell(`Reset ${wallet.name}`, booked);
      }}
    >
      <p className="text-sm">
        Each grant is left with what its own terms keep at a reset, most with nothing. What is held
        stays held.
      </p>
      <FieldSet
        legend="What is owed"
        hint={
          isSome(wallet.figures.overage)
            ? `${formatCredits(wallet.figures.overage)} ${unit} are owed`
            : "Nothing is owed"
        }
      >
        <Radio label="Stays owed" value="carry" {...form.register("overage")} />
        <Radio label="Is cleared" value="clear" {...form.register("overage")} />
      </FieldSet>
      <ReasonField form={form} />
    </CommandDialog>
  );
}
