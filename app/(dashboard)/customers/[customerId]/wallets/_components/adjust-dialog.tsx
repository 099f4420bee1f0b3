"use client";

import { useWatch } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { cleanAmount } from "@/components/form/clean-amount";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { REASON_NAMES } from "@/lib/ledger/schema/reason-names";
import { AdjustInput } from "@/lib/ledger/schema/wallet-commands";
import { formatCredits } from "@/lib/money/format";
import { CommandDialog } from "../../_components/command/command-dialog";
import { blankCommand, type CommandFields } from "../../_components/command/command-fields";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { REASON_CODES } from "../../_components/debit-fields";
import { adjustWalletAction, previewAdjustAction } from "../actions";
import { aboutWallet, type WalletDialogProps } from "./wallet-dialog";

type Fields = CommandFields & {
  way: "up" | "down";
  amount: string;
  /** A date; empty: what is given never ends. */
  expiresAt: string;
  reasonCode: (typeof REASON_CODES)[number];
  reason: string;
};

const inputOf = ({ way, amount, expiresAt, reasonCode, reason, reference }: Fields) => ({
  ...{ reasonCode, reason, reference },
  amount: way === "up" ? cleanAmount(amount) : `-${cleanAmount(amount)}`,
  expiresAt: way === "up" && expiresAt ? `${expiresAt}T00:00:00Z` : null,
});

/** Sets a wallet right, up or down. */
export function AdjustDialog(props: WalletDialogProps) {
  const { wallet, zone, onClose } = props;
  const form = useCommandForm<Fields>(AdjustInput, inputOf, {
    ...blankCommand(),
    ...{ way: "up", amount: "", expiresAt: "", reasonCode: "correction", reason: "" },
  });
  const { errors } = form.formState;
  const way = useWatch({ control: form.control, name: "way" });
  const tell = useBookedToast(wallet.customerId);
  const unit = wallet.creditUnit;
  const of = wallet.id;
  return (
    <CommandDialog
      words={{
        title: "Adjust wallet",
        about: aboutWallet(props),
        deed: ({ amount }) =>
          `${way === "up" ? "Add" : "Take"} ${formatCredits(amount.replace("-", ""))} ${unit}`,
        doing: "Adjusting…",
      }}
      pane={{
        wallets: [wallet],
        zone,
        idle: "Type an amount to see the wallet as it would be.",
      }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`adjust ${of}`}
      schema={AdjustInput}
      inputOf={inputOf}
      preview={(command) => previewAdjustAction({ of, command })}
      run={(command) => adjustWalletAction({ of, command })}
      guard="amount"
      onDone={(booked) => {
        onClose();
        const amount = formatCredits(booked.amount.replace("-", ""));
        tell(
          `${way === "up" ? "Added" : "Took"} ${amount} ${unit}, ${wallet.name} adjusted`,
          booked,
        );
      }}
    >
      <Field label="Which way">
        <Select {...form.register("way")}>
          <option value="up">Up: add credits</option>
          <option value="down">Down: take credits away</option>
        </Select>
      </Field>
      <Field label="Amount" error={errors.amount?.message}>
        <AmountInput unit={unit} autoFocus {...form.register("amount")} />
      </Field>
      {way === "up" && (
        <Field
          label="Expires"
          optional
          hint="00:00 UTC of this day; empty is never"
          error={errors.expiresAt?.message}
        >
          <Input type="date" {...form.register("expiresAt")} />
        </Field>
      )}
      <Field label="Kind of reason">
        <Select {...form.register("reasonCode")}>
          {REASON_CODES.map((code) => (
            <option key={code} value={code}>
              {REASON_NAMES[code]}
            </option>
          ))}
        </Select>
      </Field>
      <ReasonField form={form} />
    </CommandDialog>
  );
}
