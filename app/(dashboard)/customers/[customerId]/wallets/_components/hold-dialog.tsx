"use client";

import { useWatch } from "react-hook-form";
import { Instant } from "@/components/domain/instant";
import { PreviewLine } from "@/components/domain/preview";
import { AmountInput } from "@/components/form/amount-input";
import { cleanAmount } from "@/components/form/clean-amount";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ChangesView } from "@/lib/ledger/schema";
import { HoldInput } from "@/lib/ledger/schema/commands";
import { formatCredits } from "@/lib/money/format";
import { placeHoldAction, previewHoldAction } from "../../../../holds/actions";
import { CommandDialog } from "../../_components/command/command-dialog";
import { blankCommand, type CommandFields } from "../../_components/command/command-fields";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { WalletField } from "../../_components/wallet-field";
import { DEFAULT_TERM, HOLD_TERMS, secondsOf } from "./hold-terms";
import { useFeatureChoices } from "./use-choices";
import type { WalletDialogProps } from "./wallet-dialog";

type Fields = CommandFields & {
  walletId: string;
  amount: string;
  purpose: string;
  featureId: string;
  member: string;
  /** Seconds, or `custom`. */
  term: string;
  /** Hours, where the term is custom. */
  expiresInSeconds: string;
};

const inputOf = ({ amount, purpose, featureId, member, term, reference, ...fields }: Fields) => ({
  ...{ reference, amount: cleanAmount(amount) },
  purpose: purpose.trim() || null,
  featureId: featureId || null,
  member: member.trim() || null,
  expiresInSeconds: secondsOf(term, fields.expiresInSeconds),
});

/** Sets credits aside for work whose cost is not known yet. */
export function HoldDialog({
  wallet: chosen,
  wallets,
  customerName,
  zone,
  onClose,
}: WalletDialogProps) {
  const form = useCommandForm<Fields>(HoldInput, inputOf, {
    ...blankCommand(),
    ...{ walletId: chosen.id, amount: "", purpose: "", featureId: "", member: "" },
    ...{ term: DEFAULT_TERM, expiresInSeconds: "" },
  });
  const [walletId, term] = useWatch({ control: form.control, name: ["walletId", "term"] });
  const { errors } = form.formState;
  const wallet = wallets.find(({ id }) => id === walletId) ?? chosen;
  const unit = wallet.creditUnit;
  const of = wallet.id;
  const features = useFeatureChoices();
  const tell = useBookedToast(wallet.customerId);
  return (
    <CommandDialog
      words={{
        title: "Hold credits",
        about: customerName,
        deed: ({ amount }) => `Hold ${formatCredits(amount)} ${unit}`,
        doing: "Holding…",
      }}
      pane={{
        wallets: [wallet],
        zone,
        idle: "Type an amount to see which grants are set aside, and what is left to spend.",
        also: ({ changes }) => <OwnEnd changes={changes} zone={zone} />,
      }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`hold ${of}`}
      schema={HoldInput}
      inputOf={inputOf}
      preview={(command) => previewHoldAction({ of, command })}
      run={(command) => placeHoldAction({ of, command })}
      guard="none"
      onDone={(booked) => {
        onClose();
        tell(`Held ${formatCredits(booked.amount)} ${unit} of ${customerName}`, booked);
      }}
    >
      <WalletField wallets={wallets} {...form.register("walletId")} />
      <Field label="Amount" error={errors.amount?.message}>
        <AmountInput unit={unit} autoFocus {...form.register("amount")} />
      </Field>
      <Field
        label="Purpose"
        optional
        hint="What the credits are kept for"
        error={errors.purpose?.message}
      >
        <Input autoComplete="off" {...form.register("purpose")} />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Ends in" error={errors.term?.message}>
          <Select {...form.register("term")}>
            {HOLD_TERMS.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {term === "custom" && (
          <Field label="Hours" error={errors.expiresInSeconds?.message}>
            <Input inputMode="decimal" {...form.register("expiresInSeconds")} />
          </Field>
        )}
      </div>
      <Field label="Feature" optional error={errors.featureId?.message}>
        <Select {...form.register("featureId")}>
          <option value="">Any</option>
          {features.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Member" optional hint="Whose work it is" error={errors.member?.message}>
        <Input autoComplete="off" {...form.register("member")} />
      </Field>
    </CommandDialog>
  );
}

/** When the credits come back, unless somebody captures or releases them before. */
function OwnEnd({ changes, zone }: { changes: ChangesView | undefined; zone: string }) {
  return (changes?.holds ?? []).map(({ holdId, expiresAt }) => (
    <PreviewLine key={holdId} label="Released by itself">
      <Instant at={expiresAt} show="exact" zone={zone} />
    </PreviewLine>
  ));
}
