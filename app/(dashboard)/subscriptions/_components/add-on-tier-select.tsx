"use client";

import type { ComponentProps } from "react";
import { Select } from "@/components/ui/select";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { tierWords } from "./offer-words";

/** Which of an add-on's tiers of credits; nothing where there is one only. */
export function AddOnTierSelect({
  offer,
  ...rest
}: { offer: Pick<OfferView, "tiers" | "currency"> } & Omit<ComponentProps<"select">, "children">) {
  const tiered = offer.tiers.find(({ tiers }) => tiers.length > 1);
  if (!tiered) return null;
  return (
    <Select {...rest}>
      {tiered.tiers.map((tier, index) => {
        const { title, note } = tierWords(tier, tiered, offer.currency);
        return (
          <option key={title} value={index}>
            {title}, {note}
          </option>
        );
      })}
    </Select>
  );
}
