"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { ChoiceCard, ChoiceFault } from "./choice-card";
import { CompareDialog } from "./compare-dialog";
import type { Length } from "./comparison";
import { offerWords } from "./offer-words";
import type { StartFields } from "./start-fields";
import { lengthWord } from "./subscription-words";

/** The plans as cards, of which one is chosen, and how long its billing periods are. */
export function PlanStep({ plans }: { plans: readonly OfferView[] }) {
  const { register, setValue, watch, formState } = useFormContext<StartFields>();
  const { errors } = formState;
  const plan = plans.find(({ planId }) => planId === watch("planId"));
  const products = [...new Set(plans.map(({ product }) => product))];
  const choosePlan = () => {
    // What was chosen of another plan means nothing to this one.
    setValue("billingPeriod", null);
    setValue("tiers", {});
    setValue("quantities", {});
    setValue("overrides", {});
    setValue("ownTerms", []);
  };
  const chooseCompared = (planId: string, length: Length | null) => {
    choosePlan();
    setValue("planId", planId, { shouldDirty: true });
    setValue("billingPeriod", length, { shouldDirty: true });
  };
  return (
    <div className="grid gap-4">
      {plans.length > 1 && (
        <div className="flex justify-end">
          <CompareDialog
            plans={plans}
            length={watch("billingPeriod") ?? null}
            onChoose={chooseCompared}
          />
        </div>
      )}
      {products.map((product) => (
        <fieldset key={product} className="grid gap-2">
          <legend className={products.length > 1 ? "mb-2 font-medium text-sm" : "sr-only"}>
            {products.length > 1 ? product : "Plan"}
          </legend>
          {plans
            .filter((offer) => offer.product === product)
            .map((offer) => (
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
        </fieldset>
      ))}
      <ChoiceFault message={errors.planId?.message} />
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
