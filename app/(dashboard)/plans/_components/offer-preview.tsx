"use client";

import { useState } from "react";
import { FirstInvoice } from "./first-invoice";
import type { Offer } from "./offer";
import { OfferCard } from "./offer-card";
import { chosenOf, periodsOf } from "./offer-choice";
import { OfferChoices } from "./offer-choices";

/** The plan as its buyer would meet it: the card, what can be chosen on it, and what a start today brings. */
export function OfferPreview({
  name,
  description,
  offer,
}: {
  name: string;
  description: string;
  offer: Offer;
}) {
  const [period, setPeriod] = useState<string>();
  const [tiers, setTiers] = useState<Readonly<Record<number, number>>>({});
  const periods = periodsOf(offer);
  const billed = period && periods.includes(period) ? period : (periods[0] ?? "MONTHLY");
  const chosen = chosenOf(offer, { period: billed, tiers });
  return (
    <>
      <div className="grid gap-2">
        <h2 className="font-medium text-muted text-xs">As customers see it</h2>
        <OfferCard
          name={name}
          description={description}
          offer={chosen}
          choices={
            <OfferChoices
              offer={offer}
              periods={periods}
              period={billed}
              onPeriod={setPeriod}
              tiers={tiers}
              onTier={(place, tier) => setTiers({ ...tiers, [place]: tier })}
            />
          }
        />
      </div>
      <FirstInvoice offer={chosen} />
    </>
  );
}
