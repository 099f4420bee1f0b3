/** Which price an event was charged at, in words. */
import type { Catalog, CreditCost } from "@/lib/catalog/rules/catalog";
import { creditsText } from "@/lib/money/credits";
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
      return `${creditsText(cost.creditsPerUnit)} credits a ${unitSingular || "unit"}, ${since(cost)}`;
  }
  return "a credit cost that is gone";
}

const since = ({ effectiveFrom }: CreditCost) =>
  `since ${effectiveFrom.toISOString().slice(0, 10)}`;
