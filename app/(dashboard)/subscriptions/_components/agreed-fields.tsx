"use client";

import { useFormContext } from "react-hook-form";
import { AmountInput } from "@/components/form/amount-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OverridableView } from "@/lib/subscription/schema/override";
import { hasTiers, type OwnFields } from "./override-fields";
import { agreedWords, MODEL_WORDS } from "./override-words";
import { PriceTierRows } from "./price-tier-rows";

/** The fields of what was chosen, each with what the plan says of it. */
export function AgreedFields({
  subject,
  currency,
}: {
  subject: OverridableView;
  currency: string;
}) {
  const unit = unitOf(subject, currency);
  const hint = `The plan: ${agreedWords(subject.planValue)}`;
  switch (subject.kind) {
    case "fee":
      return <AmountField name="amount" label="Price a piece" unit={unit} hint={hint} />;
    case "credits":
      return <AmountField name="amount" label="Credits of each issue" unit={unit} hint={hint} />;
    case "limit":
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <AmountField name="includedUnits" label="Free units" unit={unit} hint={hint} />
          <AmountField name="usageLimit" label="At most" unit={unit} hint="Empty: as the plan" />
        </div>
      );
    case "price":
      return <PriceFields unit={unit} hint={hint} />;
  }
}

function PriceFields({ unit, hint }: { unit: string; hint: string }) {
  const { register, watch } = useFormContext<OwnFields>();
  const model = watch("model");
  return (
    <>
      <Field label="Priced by" hint={hint}>
        <Select {...register("model")}>
          {Object.entries(MODEL_WORDS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      {hasTiers({ model }) ? (
        <PriceTierRows unit={unit} isTotal={model === "STAIRSTEP"} />
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <AmountField
            name="amount"
            label={model === "PERCENTAGE" ? "Share, 0.02 for 2 %" : "Price"}
            unit={model === "PERCENTAGE" ? "" : unit}
          />
          {model === "PACKAGE" && (
            <AmountField name="packageSize" label="Units of a package" unit="units" />
          )}
          {model === "PERCENTAGE" && (
            <AmountField name="fixedPerEvent" label="And per event" unit={unit} />
          )}
        </div>
      )}
      <BoundFields unit={unit} isShare={model === "PERCENTAGE"} />
    </>
  );
}

/** What of a period is free, and what it costs at least and at most. */
function BoundFields({ unit, isShare }: { unit: string; isShare: boolean }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {isShare ? (
        <>
          <AmountField name="freeEvents" label="Free events" unit="events" optional />
          <AmountField name="freeAmount" label="Free amount" unit="units" optional />
        </>
      ) : (
        <div className="sm:col-span-2">
          <AmountField
            name="freeUnits"
            label="Free units of a period"
            unit="units"
            hint="Before the price begins"
            optional
          />
        </div>
      )}
      <AmountField name="minimum" label="At least a period" unit={unit} optional />
      <AmountField name="maximum" label="At most a period" unit={unit} optional />
    </div>
  );
}

type AmountName =
  | ("amount" | "includedUnits" | "usageLimit" | "packageSize" | "fixedPerEvent")
  | ("freeUnits" | "freeEvents" | "freeAmount" | "minimum" | "maximum");

function AmountField({
  name,
  label,
  unit,
  hint,
  optional = false,
}: {
  name: AmountName;
  label: string;
  unit: string;
  hint?: string;
  optional?: boolean;
}) {
  const { register, formState } = useFormContext<OwnFields>();
  return (
    <Field label={label} hint={hint} optional={optional} error={formState.errors[name]?.message}>
      <AmountInput unit={unit} {...register(name)} />
    </Field>
  );
}

function unitOf({ planValue }: OverridableView, currency: string): string {
  switch (planValue?.kind) {
    case undefined:
      return "credits";
    case "fee":
      return planValue.unit || currency;
    case "credits":
      return planValue.creditUnit;
    case "limit":
      return planValue.unitPlural;
    case "price":
      return planValue.price.unit;
  }
}
