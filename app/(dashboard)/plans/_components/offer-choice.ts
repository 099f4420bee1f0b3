/** What a buyer chooses on a plan's card: how they are billed, and which tiers they take. */
import type { Offer } from "./offer";
import type { GrantTerms } from "./plan-words";

/** A tier that was chosen. */
export type ChosenTier = {
  readonly name: string;
  readonly period: string;
  readonly isInAdvance: boolean;
  readonly credits: string;
  readonly price: string;
  readonly creditUnit: string;
  readonly isShared: boolean;
  readonly life: Omit<GrantTerms, "credits" | "creditUnit" | "cadence">;
};

export type ChosenOffer = Omit<Offer, "tiers"> & { readonly chosen: readonly ChosenTier[] };

/** The periods that can be chosen, in the order in which they are offered. */
export function periodsOf({ fees, tiers }: Offer): readonly string[] {
  const money = fees.filter(({ creditUnit }) => creditUnit === null);
  return [...new Set([...money, ...tiers].map(({ period }) => period))];
}

/** The offer under these choices: fees in credits keep a rhythm of their own. */
export function chosenOf(
  offer: Offer,
  by: { readonly period: string; readonly tiers: Readonly<Record<number, number>> },
): ChosenOffer {
  const { tiers, ...rest } = offer;
  return {
    ...rest,
    fees: offer.fees.filter(
      ({ creditUnit, period }) => creditUnit !== null || period === by.period,
    ),
    chosen: tiers.flatMap(({ tiers: steps, ...asked }, place) => {
      const tier = steps[by.tiers[place] ?? 0] ?? steps[0];
      return asked.period === by.period && tier ? [{ ...asked, ...tier }] : [];
    }),
  };
}
