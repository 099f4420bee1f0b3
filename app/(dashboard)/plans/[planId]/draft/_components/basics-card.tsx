"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PlanDetail, PlanDraftFields } from "@/lib/catalog/schema/plan";
import { CountInput } from "./count-input";
import { DraftField } from "./draft-field";
import { asCount } from "./expiry-fields";
import { SectionCard } from "./section-card";

/** What holds for the version as a whole: its currency, and how long a customer may try it. */
export function BasicsCard({ plan }: { plan: PlanDetail }) {
  const { register, watch, setValue } = useFormContext<PlanDraftFields>();
  const charges = watch("charges") ?? [];
  const asked = charges.flatMap((charge, index) => (charge.kind === "USAGE" ? [] : [index]));
  const trialDays = Math.max(0, ...charges.map(trialOf));
  const changeTrial = (typed: string) => {
    const days = asCount(typed);
    for (const index of asked) {
      setValue(`charges.${index}.trialDays`, typeof days === "number" ? days : 0, {
        shouldDirty: true,
      });
    }
  };
  return (
    <SectionCard
      id="basics"
      title="Basics"
      description={`Key ${plan.key}. Name, description and product are changed on the plan's page.`}
    >
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <DraftField path="currency" label="Currency" hint="Of every price in this version">
          <Input
            autoComplete="off"
            maxLength={3}
            className="uppercase"
            {...register("currency", { setValueAs: (typed) => String(typed).toUpperCase() })}
          />
        </DraftField>
        {plan.kind === "PLAN" && (
          <Field
            label="Trial"
            hint={asked.length === 0 ? "Add a price first" : "Days before the first fee; 0 is none"}
          >
            <CountInput
              max={730}
              disabled={asked.length === 0}
              value={trialDays}
              onChange={(event) => changeTrial(event.target.value)}
            />
          </Field>
        )}
      </div>
    </SectionCard>
  );
}

const trialOf = (charge: NonNullable<PlanDraftFields["charges"]>[number]): number =>
  charge.kind === "USAGE" ? 0 : (charge.trialDays ?? 0);
