"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ChargeOnceFields as Fields } from "@/lib/catalog/schema/charge-once";
import type { WithMeter } from "./feature-fields";

type WithChargeOnce = WithMeter & { chargeOnce?: Fields | null | undefined };

/** Whether each event is charged, or each contact, file or address only once; inside a form with a `meter`. */
export function ChargeOnceFields() {
  const form = useFormContext<WithChargeOnce>();
  const errors = form.formState.errors.chargeOnce;
  const once = form.watch("chargeOnce") ?? null;
  const adds = ["COUNT", "SUM"].includes(form.watch("meter.aggregation") ?? "COUNT");
  if (!adds && once === null) return null;
  const choose = (window: string) => {
    form.setValue("chargeOnce", window === "" ? null : chosen(window as Fields["window"], once), {
      shouldDirty: true,
    });
    form.clearErrors("chargeOnce");
  };

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Charges" error={errors?.message}>
        <Select value={once?.window ?? ""} onChange={(event) => choose(event.target.value)}>
          <option value="">Every event</option>
          <option value="EVER">Each entity once, ever</option>
          <option value="DAYS">Each entity once in some days</option>
          <option value="BILLING_PERIOD">Each entity once a billing period</option>
        </Select>
      </Field>
      {once !== null && (
        <>
          <Field
            label="Property that names the entity"
            hint="Repeats for the same value are accepted, and free"
            error={errors?.property?.message}
          >
            <Input
              autoComplete="off"
              spellCheck={false}
              placeholder="contact_id"
              className="font-mono"
              {...form.register("chargeOnce.property")}
            />
          </Field>
          {once.window === "DAYS" && (
            <Field label="Days that a charge lasts" error={errors?.days?.message}>
              <Input
                inputMode="numeric"
                className="numerals"
                {...form.register("chargeOnce.days", { setValueAs: asWhole })}
              />
            </Field>
          )}
          <Field label="Charged once for" error={errors?.per?.message}>
            <Select {...form.register("chargeOnce.per")}>
              <option value="customer">The customer, whoever of it asks</option>
              <option value="member">Each member of the customer</option>
            </Select>
          </Field>
        </>
      )}
    </div>
  );
}

const chosen = (window: Fields["window"], before: Fields | null): Fields => ({
  property: before?.property ?? "",
  window,
  days: window === "DAYS" ? (before?.days ?? 30) : null,
  per: before?.per ?? "customer",
});

/** Nothing typed is no number; what is none stays to be refused. */
const asWhole = (typed: unknown): number | null =>
  typed === null || String(typed).trim() === "" ? null : Number(typed);
