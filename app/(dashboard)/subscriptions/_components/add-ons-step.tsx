"use client";

import { useFormContext } from "react-hook-form";
import { Input } from "@/components/ui/input";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { ChoiceCard, ChoiceFault } from "./choice-card";
import { offerWords } from "./offer-words";
import type { StartFields } from "./start-fields";

/** What is sold on top of the plan, and how many of each. */
export function AddOnsStep({ addOns }: { addOns: readonly OfferView[] }) {
  const { setValue, watch, formState } = useFormContext<StartFields>();
  const chosen = watch("addOns") ?? [];
  const quantityOf = (planId: string) => chosen.find((of) => of.planId === planId)?.quantity ?? 0;
  const choose = (planId: string, quantity: number) => {
    const others = chosen.filter((of) => of.planId !== planId);
    setValue("addOns", quantity > 0 ? [...others, { planId, quantity }] : others);
  };
  if (addOns.length === 0) return null;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Add-ons</legend>
      {addOns.map((offer) => {
        const quantity = quantityOf(offer.planId);
        return (
          <div key={offer.planId} className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_6rem]">
            <ChoiceCard
              type="checkbox"
              checked={quantity > 0}
              onChange={(event) => choose(offer.planId, event.target.checked ? 1 : 0)}
              title={offer.name}
            >
              {offerWords(offer)}
            </ChoiceCard>
            {quantity > 0 && (
              <Input
                type="number"
                min={1}
                max={10_000}
                aria-label={`How many of ${offer.name}`}
                defaultValue={quantity}
                onChange={(event) =>
                  choose(offer.planId, Number.parseInt(event.target.value, 10) || 1)
                }
              />
            )}
          </div>
        );
      })}
      <ChoiceFault message={faultOf(formState.errors.addOns)} />
    </fieldset>
  );
}

/** Of the list itself, or of the first of its parts that has one. */
function faultOf(fault: unknown): string | undefined {
  if (typeof fault !== "object" || fault === null) return undefined;
  const { message, root } = fault as { message?: string; root?: { message?: string } };
  return message ?? root?.message;
}
