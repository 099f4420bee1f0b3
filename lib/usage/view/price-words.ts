/** Which price an event was charged at, in words. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { CreditCost } from "@/lib/catalog/rules/feature";
import { creditsText } from "@/lib/money/credits";
import { creditWords, rateWords } from "@/lib/money/format";
import { dayWords } from "@/lib/time/day-words";
import type { UseView } from "../schema/event";

type Price = NonNullable<UseView["price"]>;

export function priceWords({ source, id, splitValue }: Price, catalog: Catalog): string {
  const words = source === "charge" ? chargeWords(id, catalog) : costWords(id, catalog);
  return splitValue === "" ? words : `${words}, for “${splitValue}”`;
}

function chargeWords(id: string, catalog: Catalog): string {
  for (const { charges, planName, number } of catalog.planVersions.values()) {
    const charge = charges.find((one) => one.id === id);
    if (charge) return `charge “${charge.name}” of ${planName}, version ${number}`;
  }
  return "a charge of a plan that is gone";
}

function costWords(id: string, catalog: Catalog): string {
  for (const { creditCosts, unitSingular } of catalog.features.values()) {
    const cost = creditCosts.find((one) => one.id === id);
    if (cost)
      return `${rateWords(creditWords(creditsText(cost.creditsPerUnit), cost.creditUnit), unitSingular)}, ${since(cost)}`;
  }
  return "a credit cost that is gone";
}

const since = ({ effectiveFrom }: CreditCost) => `since ${dayWords(effectiveFrom, "UTC")}`;
