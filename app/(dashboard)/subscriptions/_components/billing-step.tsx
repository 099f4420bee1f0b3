"use client";

import { useFormContext } from "react-hook-form";
import { Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type BillingDefaultsInput, CANNOT_CHARGE } from "@/lib/invoicing/schema/billing";
import { netDaysWords } from "./billing-words";
import { GrantOnChoice } from "./grant-on-choice";
import type { StartFields } from "./start-fields";
import { wholeOrNull } from "./whole-number";

/** How it is billed; what is left open is as the settings say. */
export function BillingStep({ defaults }: { defaults: BillingDefaultsInput }) {
  const { register, setValue, watch, formState } = useFormContext<StartFields>();
  const { errors } = formState;
  const grantOn = watch("grantOn") ?? defaults.grantOn;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Net days"
        optional
        hint={`Invoices are due so many days after they are issued. Empty is as the settings say: due ${netDaysWords(defaults.netDays)}.`}
        error={errors.netDays?.message}
      >
        <Input
          inputMode="numeric"
          placeholder={String(defaults.netDays)}
          {...register("netDays", { setValueAs: wholeOrNull })}
        />
      </Field>
      <Field
        label="PO number"
        optional
        hint="The customer's own number of their order, printed on each invoice"
        error={errors.poNumber?.message}
      >
        <Input autoComplete="off" {...register("poNumber")} />
      </Field>
      <FieldSet legend="Collected by">
        <Radio
          label="Sending invoices"
          hint="Their payments are recorded by hand, by API or by an integration"
          name="collection"
          checked
          readOnly
        />
        <Radio label="Charging a payment method" hint={CANNOT_CHARGE} name="collection" disabled />
      </FieldSet>
      <GrantOnChoice
        value={grantOn}
        onChange={(value) => setValue("grantOn", value, { shouldDirty: true })}
      />
    </div>
  );
}
