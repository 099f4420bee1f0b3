"use client";

import { useFormContext } from "react-hook-form";
import { Input } from "@/components/ui/input";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { AddOnTierSelect } from "./add-on-tier-select";
import { ChoiceCard, ChoiceFault } from "./choice-card";
import { billedPeriod, fitsPeriod } from "./offer-fits";
import { offerWords } from "./offer-words";
import type { StartFields } from "./start-fields";

type Chosen = NonNullable<StartFields["addOns"]>[number];

/** What is sold on top of the chosen plan, how many of each, and of which tier. */
export function AddOnsStep({ offers }: { offers: readonly OfferView[] }) {
  const { setValue, watch, formState } = useFormContext<StartFields>();
  const plan = offers.find(({ planId }) => planId === watch("planId"));
  const length = billedPeriod(plan, watch("billingPeriod"));
  const chosen = watch("addOns") ?? [];
  const addOns = offers
    .filter(
      ({ kind, productId, currency }) =>
        kind === "ADD_ON" && productId === plan?.productId && currency === plan.currency,
    )
    // One that was chosen before the period was stays in sight, to be taken away.
    .filter(
      (offer) => fitsPeriod(offer, length) || chosen.some((of) => of.planId === offer.planId),
    );
  const choose = (planId: string, change: Partial<Chosen>) => {
    const had = chosen.find((of) => of.planId === planId) ?? { planId, quantity: 1 };
    const others = chosen.filter((of) => of.planId !== planId);
    const now = { ...had, ...change };
    setValue("addOns", now.quantity > 0 ? [...others, now] : others);
  };
  if (addOns.length === 0) return null;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Add-ons</legend>
      {addOns.map((offer) => {
        const { planId, name } = offer;
        const { quantity = 0, tier } = chosen.find((of) => of.planId === planId) ?? {};
        return (
          <div key={planId} className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_6rem]">
            <ChoiceCard
              type="checkbox"
              checked={quantity > 0}
              onChange={({ target: { checked } }) =>
                choose(planId, { quantity: checked ? 1 : 0, tier: firstTier(offer) })
              }
              title={name}
            >
              {offerWords(offer)}
            </ChoiceCard>
            {quantity > 0 && (
              <Input
                type="number"
                min={1}
                max={10_000}
                aria-label={`How many of ${name}`}
                defaultValue={quantity}
                onChange={({ target }) =>
                  choose(planId, { quantity: Number.parseInt(target.value, 10) || 1 })
                }
              />
            )}
            {quantity > 0 && (
              <AddOnTierSelect
                offer={offer}
                aria-label={`Tier of ${name}`}
                value={tier ?? 0}
                onChange={({ target }) => choose(planId, { tier: Number(target.value) })}
              />
            )}
          </div>
        );
      })}
      <ChoiceFault message={faultOf(formState.errors.addOns)} />
    </fieldset>
  );
}

const firstTier = ({ tiers }: OfferView) => (tiers.some((of) => of.tiers.length > 1) ? 0 : null);

/** Of the list itself, or of the first of its parts that has one. */
function faultOf(fault: unknown): string | undefined {
  if (typeof fault !== "object" || fault === null) return undefined;
  const { message, root } = fault as { message?: string; root?: { message?: string } };
  return message ?? root?.message;
}
