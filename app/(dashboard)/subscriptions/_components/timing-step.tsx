"use client";

import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { StartFields } from "./start-fields";
import { CYCLE_WORDS } from "./subscription-words";
import { wholeOrNull } from "./whole-number";

/** When it starts and how its periods are counted; without a zone, each customer's own. */
export function TimingStep({ zone }: { zone: string | null }) {
  const { register, setValue, formState } = useFormContext<StartFields>();
  const { errors } = formState;
  const [isOnDay, setIsOnDay] = useState(false);
  const startNow = () => {
    setIsOnDay(false);
    setValue("startsAt", null, { shouldDirty: true });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FieldSet legend="It starts">
        <Radio label="Now" name="when" checked={!isOnDay} onChange={startNow} />
        <Radio
          label="On another day"
          name="when"
          checked={isOnDay}
          onChange={() => setIsOnDay(true)}
        />
        {isOnDay && (
          <Field
            label="Day"
            hint={`It begins at 00:00 in ${zone ?? "each customer's own zone"}`}
            error={errors.startsAt?.message}
          >
            <Input
              type="date"
              {...register("startsAt", { setValueAs: (day: string | null) => day || null })}
            />
          </Field>
        )}
      </FieldSet>
      <FieldSet legend="Periods run">
        {(["ANNIVERSARY", "CALENDAR"] as const).map((cycle) => (
          <Radio
            key={cycle}
            value={cycle}
            label={CYCLE_WORDS[cycle]}
            hint={cycle === "CALENDAR" ? "The first fee is for the days that are left" : undefined}
            {...register("billingCycle")}
          />
        ))}
      </FieldSet>
      <Field
        label="Trial"
        optional
        hint="In days; empty is as the plan says, 0 is none"
        error={errors.trialDays?.message}
      >
        <Input
          inputMode="numeric"
          {...register("trialDays", { setValueAs: (days) => wholeOrNull(days) })}
        />
      </Field>
      <p className="text-muted text-xs sm:col-span-2">
        Periods are counted in {zone ?? "each customer's own zone"}, as it is today: a later zone of
        the customer changes none of them.
      </p>
    </div>
  );
}
