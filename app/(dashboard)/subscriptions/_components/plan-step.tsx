"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { ChoiceCard, ChoiceFault } from "./choice-card";
import { offerWords } from "./offer-words";
import type { StartFields } from "./start-fields";
import { lengthWord } from "./subscription-words";

/** The plans as cards, of which one is chosen, and how long its billing periods are. */
export function PlanStep({ plans }: { plans: readonly OfferView[] }) {
  const { register, setValue, watch, formState } = useFormContext<StartFields>();
  const { errors } = formState;
  const plan = plans.find(({ planId }) => planId === watch("planId"));
  const choosePlan = () => {
    // What was chosen of another plan means nothing to this one.
    setValue("billingPeriod", null);
    setValue("tiers", {});
    setValue("quantities", {});
    setValue("overrides", {});
  };
  return (
    <div className="grid gap-4">
      <fieldset className="grid gap-2">
        <legend className="sr-only">Plan</legend>
        {plans.map((offer) => (
          <ChoiceCard
            key={offer.planId}
            type="radio"
            value={offer.planId}
            title={offer.name}
            {...register("planId", { onChange: choosePlan })}
          >
            {offerWords(offer)}
          </ChoiceCard>
        ))}
        <ChoiceFault message={errors.planId?.message} />
      </fieldset>
      {plan && plan.periods.length > 1 && (
        <Field label="Billed every" error={errors.billingPeriod?.message}>
          <Select
            {...register("billingPeriod", {
              setValueAs: (chosen: string | null) => chosen || null,
              onChange: () => setValue("tiers", {}),
            })}
          >
            <option value="">choose</option>
            {plan.periods.map((length) => (
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
