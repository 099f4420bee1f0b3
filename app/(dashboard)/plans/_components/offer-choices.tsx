"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { Offer } from "./offer";
import { periodWord } from "./plan-words";

/** The choices that stand on a plan's card. */
export function OfferChoices({
  offer,
  periods,
  period,
  onPeriod,
  tiers,
  onTier,
}: {
  offer: Offer;
  periods: readonly string[];
  period: string;
  onPeriod: (period: string) => void;
  /** Of each list of tiers, by its place: the one chosen. */
  tiers: Readonly<Record<number, number>>;
  onTier: (place: number, tier: number) => void;
}) {
  return (
    <>
      {periods.length > 1 && (
        <Field label="Billed every">
          <Select value={period} onChange={(event) => onPeriod(event.target.value)}>
            {periods.map((each) => (
              <option key={each} value={each}>
                {periodWord(each)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {offer.tiers.map((list, place) =>
        list.period === period && list.tiers.length > 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of tiers has no other identity.
          <Field key={place} label={list.name || "Credits"}>
            <Select
              value={tiers[place] ?? 0}
              onChange={(event) => onTier(place, Number(event.target.value))}
            >
              {list.tiers.map(({ credits, price }, tier) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place.
                <option key={tier} value={tier}>
                  {formatCredits(credits)} for {moneyText(price, offer.currency)}
                </option>
              ))}
            </Select>
          </Field>
        ) : null,
      )}
    </>
  );
}

/** A currency that is half typed is no currency yet. */
const moneyText = (amount: string, currency: string): string =>
  /^[A-Z]{3}$/.test(currency) ? formatMoney(amount, currency) : amount;
