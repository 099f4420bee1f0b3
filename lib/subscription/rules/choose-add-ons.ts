/** Which add-ons a start takes with the plan, and how many of each. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { PlanId } from "@/lib/ids";
import { type AddOnBuyer, addOnFault, addOnTiers, soldVersion } from "./add-ons";
import type { AddOnChoice, Choices } from "./choices";

export type AskedAddOn = {
  readonly planId: PlanId;
  readonly quantity: number;
  /** Where it has several tiers of credits, 0 for the first. */
  readonly tier: number | null;
};

/** @returns what is wrong, if one of them is not sold to such a subscription. */
export function chooseAddOns(
  catalog: Pick<Catalog, "planVersions">,
  asked: readonly AskedAddOn[],
  to: AddOnBuyer,
): Pick<Choices, "addOns"> | { readonly field: "addOns"; readonly fault: string } {
  if (new Set(asked.map(({ planId }) => planId)).size < asked.length) {
    return { field: "addOns", fault: "Name each add-on once" };
  }
  const addOns: AddOnChoice[] = [];
  for (const { planId, quantity, tier } of asked) {
    const version = soldVersion(catalog, planId);
    if (!version) return { field: "addOns", fault: "There is no such add-on on sale" };
    const fault = addOnFault(version, to);
    if (fault !== null) return { field: "addOns", fault };
    const tiers = addOnTiers(version, tier);
    if ("fault" in tiers) return { field: "addOns", fault: tiers.fault };
    addOns.push({ planVersionId: version.id, quantity, ...tiers });
  }
  return { addOns };
}
