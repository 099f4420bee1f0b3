"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Money } from "@/components/domain/amounts";
import { AmountInput } from "@/components/form/amount-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PackFields, PackView } from "@/lib/catalog/schema/pack";
import { decimalText, ONE, parseDecimal, timesOverHalfUp } from "@/lib/money/decimal";
import { asCount, type PackDefaults, priorityChoices } from "./pack-fields";

/** What one piece gives, and for what. */
export function PackTerms({ pack, defaults }: { pack: PackView | null; defaults: PackDefaults }) {
  const { register, formState, control } = useFormContext<PackFields>();
  const { errors } = formState;
  const [credits, price, currency] = useWatch({ control, name: ["credits", "price", "currency"] });
  return (
    <>
      <Field label="Name" hint="As customers read it" error={errors.name?.message}>
        <Input autoComplete="off" placeholder="Starter" {...register("name")} />
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Credits" error={errors.credits?.message}>
          <AmountInput unit={pack?.creditUnit ?? defaults.creditUnit} {...register("credits")} />
        </Field>
        <Field label="Price" error={errors.price?.message}>
          <AmountInput unit={currency ?? defaults.currency} {...register("price")} />
        </Field>
        <Field label="Currency" error={errors.currency?.message}>
          <Input autoComplete="off" maxLength={3} className="uppercase" {...register("currency")} />
        </Field>
        <Field
          label="Credits last"
          optional
          hint="Days from payment; empty is for good"
          error={errors.expiresAfterDays?.message}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            className="numerals"
            {...register("expiresAfterDays", { setValueAs: asCount })}
          />
        </Field>
        <Field
          label="Spent"
          hint="Beside a customer's other credits"
          error={errors.priority?.message}
        >
          <Select {...register("priority", { setValueAs: asCount })}>
            {priorityChoices(pack?.priority ?? 10).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <UnitPrice credits={credits} price={price} currency={currency ?? defaults.currency} />
    </>
  );
}

/** What one credit of the pack costs, as the figures stand. */
function UnitPrice({
  credits,
  price,
  currency,
}: {
  credits: string;
  price: string;
  currency: string;
}) {
  const [count, money] = [parseDecimal(credits.trim()), parseDecimal(price.trim())];
  const isKnown = count !== undefined && count > 0n && money !== undefined;
  return (
    <p className="text-muted text-sm">
      One credit costs{" "}
      {isKnown && /^[A-Za-z]{3}$/.test(currency) ? (
        <Money
          amount={decimalText(timesOverHalfUp(money, ONE, count))}
          currency={currency.toUpperCase()}
          className="text-ink"
        />
      ) : (
        "…"
      )}
    </p>
  );
}
