"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PackView } from "@/lib/catalog/schema/pack";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { quantityWords } from "../../../packs/_components/pack-fields";
import type { TopUpFormFields } from "./top-up-fields";

export function FreeFields({ wallet }: { wallet: WalletView }) {
  const { register, formState } = useFormContext<TopUpFormFields>();
  const { errors } = formState;
  return (
    <>
      <Field label="Credits" error={errors.credits?.message}>
        <AmountInput unit={wallet.creditUnit} autoFocus {...register("credits")} />
      </Field>
      <Field label="Reason" optional error={errors.reason?.message}>
        <Input autoComplete="off" {...register("reason")} />
      </Field>
    </>
  );
}

export function BoughtFields({ wallet }: { wallet: WalletView }) {
  const { register, formState, control } = useFormContext<TopUpFormFields>();
  const { errors } = formState;
  const by = useWatch({ control, name: "by" });
  const rate = `${formatMoney(wallet.topupConversionRate, wallet.currency)} a credit`;
  return (
    <>
      <FieldSet legend="Buy by">
        <div className="flex flex-wrap gap-4">
          <Radio label="Credits" value="credits" {...register("by")} />
          <Radio label="Money" value="money" {...register("by")} />
        </div>
      </FieldSet>
      {by === "credits" ? (
        <Field label="Credits" hint={`At ${rate}`} error={errors.credits?.message}>
          <AmountInput unit={wallet.creditUnit} {...register("credits")} />
        </Field>
      ) : (
        <Field label="Amount" hint={`At ${rate}`} error={errors.money?.message}>
          <AmountInput unit={wallet.currency} {...register("money")} />
        </Field>
      )}
      <AvailabilityFields />
    </>
  );
}

export function PackFields({ packs }: { packs: readonly PackView[] }) {
  const { register, formState, control, setValue } = useFormContext<TopUpFormFields>();
  const { errors } = formState;
  const chosen = useWatch({ control, name: "packId" });
  const pack = packs.find(({ id }) => id === chosen);
  const packField = register("packId", {
    onChange: ({ target }) => {
      const next = packs.find(({ id }) => id === target.value);
      setValue("quantity", String(next?.minQuantity ?? 1));
    },
  });
  return (
    <>
      <Field label="Pack" error={errors.packId?.message}>
        <Select {...packField}>
          {packs.map(({ id, name, credits, creditUnit, price, currency }) => (
            <option key={id} value={id}>
              {name} · {formatCredits(credits)} {creditUnit} for {formatMoney(price, currency)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Pieces"
        hint={pack && `Of this pack: ${quantityWords(pack)}`}
        error={errors.quantity?.message}
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          className="numerals"
          {...register("quantity")}
        />
      </Field>
      <AvailabilityFields />
    </>
  );
}

function AvailabilityFields() {
  const { register } = useFormContext<TopUpFormFields>();
  return (
    <FieldSet legend="Usable">
      <Radio
        label="Once the invoice is paid"
        hint="Until then they wait as pending"
        value="on_payment"
        {...register("availability")}
      />
      <Radio
        label="At once"
        hint="Paid later, or already"
        value="at_once"
        {...register("availability")}
      />
    </FieldSet>
  );
}
