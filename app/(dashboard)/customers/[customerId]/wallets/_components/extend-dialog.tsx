"use client";

import { useWatch } from "react-hook-form";
import { sumOf } from "@/components/chart/series";
import { Instant } from "@/components/domain/instant";
import { AmountInput } from "@/components/form/amount-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ExtendGrantInput } from "@/lib/ledger/schema/commands";
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
import { extendGrantAction, previewExtendAction } from "../grant-actions";
import { EXTENSIONS, laterEnd } from "./extend-terms";
import { aboutGrant, type GrantDialogProps } from "./grant-dialog";

type Fields = CommandFields & {
  term: string;
  /** A date, where the term is a day. */
  expiresAt: string;
  amount: string;
  reason: string;
};

/** Gives what is unspent of a grant, or part of it, a later end. */
export function ExtendDialog(props: GrantDialogProps) {
  const { grant, wallet, zone, onClose } = props;
  const inputOf = ({ term, expiresAt, amount, reason, reference }: Fields) => ({
    ...{ reason, reference },
    amount: amountOrAll(amount),
    expiresAt: laterEnd(grant, term, { day: expiresAt, zone }),
  });
  const form = useCommandForm<Fields>(ExtendGrantInput, inputOf, {
    ...blankCommand(),
    ...{ term: EXTENSIONS[0][0], expiresAt: "", amount: "", reason: "" },
  });
  const { errors } = form.formState;
  const term = useWatch({ control: form.control, name: "term" });
  const tell = useBookedToast(wallet.customerId);
  const unit = wallet.creditUnit;
  const of = grant.id;
  const unspent = formatCredits(sumOf([grant.available, grant.pending]));
  return (
    <CommandDialog
      words={{
        title: "Extend grant",
        about: aboutGrant(props),
        deed: ({ amount }) => `Extend ${formatCredits(amount)} ${unit}`,
        doing: "Extending…",
      }}
      pane={{ wallets: [wallet], zone, idle: "Choose the new end to see both grants." }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`extend ${of}`}
      schema={ExtendGrantInput}
      inputOf={inputOf}
      preview={(command) => previewExtendAction({ of, command })}
      run={(command) => extendGrantAction({ of, command })}
      guard="none"
      onDone={(booked) => {
        onClose();
        tell(`Extended ${formatCredits(booked.amount)} ${unit} of ${grant.name}`, booked);
      }}
    >
      <Field
        label="Ends"
        hint={
          <>
            now <Instant at={grant.expiresAt} show="exact" zone={zone} />
          </>
        }
        error={term === "day" ? undefined : errors.expiresAt?.message}
      >
        <Select autoFocus {...form.register("term")}>
          {EXTENSIONS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {term === "day" && (
        <Field
          label="New end"
          hint={`At the day’s beginning in ${zone}`}
          error={errors.expiresAt?.message}
        >
          <Input type="date" {...form.register("expiresAt")} />
        </Field>
      )}
      <Field
        label="Amount"
        optional
        hint={`Leave empty for all ${unspent} that are unspent; held credits stay as they are`}
        error={errors.amount?.message}
      >
        <AmountInput unit={unit} {...form.register("amount")} />
      </Field>
      <ReasonField form={form} />
    </CommandDialog>
  );
}
