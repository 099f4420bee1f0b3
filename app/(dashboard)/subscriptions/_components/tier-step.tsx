"use client";

import { useFormContext } from "react-hook-form";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { ChoiceCard, ChoiceFault } from "./choice-card";
import { tierWords } from "./offer-words";
import type { StartFields } from "./start-fields";

/** Of each charge with tiers of credits, the tier. */
export function TierStep({ plans }: { plans: readonly OfferView[] }) {
  const { setValue, watch, formState } = useFormContext<StartFields>();
  const { errors } = formState;
  const plan = plans.find(({ planId }) => planId === watch("planId"));
  if (!plan) return null;
  const length = watch("billingPeriod") ?? (plan.periods.length === 1 ? plan.periods[0] : null);
  const chosen = watch("tiers") ?? {};
  const offered = plan.tiers.filter(({ period }) => period === length);
  if (offered.length === 0) return null;
  return (
    <div className="grid gap-4">
      {offered.map((charge) => (
        <fieldset key={charge.chargeId} className="grid gap-2">
          <legend className="mb-2 font-medium text-sm">{charge.name || "Credits"}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {charge.tiers.map((tier, index) => {
              const { title, note } = tierWords(tier, charge, plan.currency);
              return (
                <ChoiceCard
                  key={tier.credits}
                  type="radio"
                  name={charge.chargeId}
                  // The only one there is goes without saying.
                  checked={charge.tiers.length === 1 || chosen[charge.chargeId] === index}
                  onChange={() =>
                    setValue(
                      "tiers",
                      { ...chosen, [charge.chargeId]: index },
                      { shouldDirty: true },
                    )
                  }
                  title={title}
                >
                  {note}
                </ChoiceCard>
              );
            })}
          </div>
        </fieldset>
      ))}
      <ChoiceFault message={errors.tier?.message ?? errors.tiers?.message?.toString()} />
    </div>
  );
}
