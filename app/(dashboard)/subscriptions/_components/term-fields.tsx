"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { BILLING_PERIODS } from "@/lib/catalog/schema/charge";
import type { PlanRow } from "@/lib/catalog/schema/plan";
import type { StartFields } from "./start-fields";
import { CYCLE_WORDS, lengthWord } from "./subscription-words";

/** When it starts and how its periods are counted. */
export function TermFields({ plans, zone }: { plans: readonly PlanRow[]; zone: string }) {
  const { register, watch, formState } = useFormContext<StartFields>();
  const { errors } = formState;
  const plan = plans.find(({ id }) => id === watch("planId"));
  const offered = BILLING_PERIODS.filter((length) =>
    plan?.prices.some(({ period }) => period === length),
  );
  const asNone = (chosen: string | null) => chosen || null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Start"
        optional
        hint={`Empty is now; a day starts at 00:00 in ${zone}`}
        error={errors.startsAt?.message}
      >
        <Input type="date" {...register("startsAt", { setValueAs: asNone })} />
      </Field>
      <Field
        label="Periods run"
        hint="From the 1st, the first fee is for the days that are left"
        error={errors.billingCycle?.message}
      >
        <Select {...register("billingCycle")}>
          {(["ANNIVERSARY", "CALENDAR"] as const).map((cycle) => (
            <option key={cycle} value={cycle}>
              {CYCLE_WORDS[cycle]}
            </option>
          ))}
        </Select>
      </Field>
      {offered.length > 1 && (
        <Field label="Billed every" error={errors.billingPeriod?.message}>
          <Select {...register("billingPeriod", { setValueAs: asNone })}>
            <option value="">choose</option>
            {offered.map((length) => (
              <option key={length} value={length}>
                {lengthWord(length)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}
