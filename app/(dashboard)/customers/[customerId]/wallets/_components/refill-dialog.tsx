"use client";

import { useWatch } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { RefillInput } from "@/lib/ledger/schema/refill";
import { formatCredits } from "@/lib/money/format";
import { CommandDialog } from "../../_components/command/command-dialog";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { PRIORITIES } from "../../_components/top-up-fields";
import { previewRefillAction, startRefillAction } from "../actions";
import { blankRefill, PERIOD_NAMES, type RefillFormFields, refillOf } from "./refill-fields";
import { RolloverFields } from "./rollover-fields";
import { aboutWallet, type WalletDialogProps } from "./wallet-dialog";

/** Credits that come again and again, each lot for its own period. */
export function RefillDialog(props: WalletDialogProps) {
  const { wallet, zone, onClose } = props;
  const form = useCommandForm<RefillFormFields>(RefillInput, refillOf, blankRefill());
  const { errors } = form.formState;
  const period = useWatch({ control: form.control, name: "period" });
  const tell = useBookedToast(wallet.customerId);
  const unit = wallet.creditUnit;
  const of = wallet.id;
  const every = `every ${PERIOD_NAMES[period]}`;
  return (
    <CommandDialog
      words={{
        title: "Start refill",
        about: aboutWallet(props),
        deed: ({ amount }) => `Give ${formatCredits(amount)} ${unit} ${every}`,
        doing: "Starting…",
      }}
      pane={{
        wallets: [wallet],
        zone,
        idle: "Type an amount to see the first grant. Each further one comes by itself.",
      }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`refill ${of}`}
      schema={RefillInput}
      inputOf={refillOf}
      preview={(command) => previewRefillAction({ of, command })}
      run={(command) => startRefillAction({ of, command })}
      guard="none"
      onDone={(booked) => {
        onClose();
        tell(`${wallet.name} is given ${formatCredits(booked.amount)} ${unit} ${every}`, booked);
      }}
    >
      <div className="grid grid-cols-2 gap-4">
        <Field label="Amount" error={errors.amount?.message}>
          <AmountInput unit={unit} autoFocus {...form.register("amount")} />
        </Field>
        <Field label="Every" error={errors.period?.message}>
          <Select {...form.register("period")}>
            {Object.entries(PERIOD_NAMES).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="From" optional hint="Empty is now" error={errors.anchorAt?.message}>
          <Input type="date" {...form.register("anchorAt")} />
        </Field>
        <Field label="Until" optional hint="Empty is for good" error={errors.endsAt?.message}>
          <Input type="date" {...form.register("endsAt")} />
        </Field>
      </div>
      <RolloverFields form={form} unit={unit} period={PERIOD_NAMES[period]} />
      <div className="grid grid-cols-2 gap-4">
        <Field label="Name" optional error={errors.name?.message}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label="Order" error={errors.priority?.message}>
          <Select {...form.register("priority")}>
            {PRIORITIES.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <ReasonField form={form} />
    </CommandDialog>
  );
}
