/** Which add-ons a start takes with the plan, and how many of each. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { PlanId } from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import { addOnFault, soldVersion } from "./add-ons";
import type { Choices } from "./choices";

export type AskedAddOn = { readonly planId: PlanId; readonly quantity: number };

/** @returns what is wrong, if one of them is not sold to such a subscription. */
export function chooseAddOns(
  catalog: Pick<Catalog, "planVersions">,
  asked: readonly AskedAddOn[],
  to: { readonly currency: string; readonly length: PeriodLength },
): Pick<Choices, "addOns"> | { readonly field: "addOns"; readonly fault: string } {
  if (new Set(asked.map(({ planId }) => planId)).size < asked.length) {
    return { field: "addOns", fault: "Name each add-on once" };
  }
  const sold = asked.map(({ planId, quantity }) => ({
    version: soldVersion(catalog, planId),
    quantity,
  }));
  for (const { version } of sold) {
    const fault = version ? addOnFault(version, to) : "There is no such add-on on sale";
    if (fault !== null) return { field: "addOns", fault };
  }
  return {
    addOns: sold.flatMap(({ version, quantity }) =>
      version ? [{ planVersionId: version.id, quantity }] : [],
    ),
  };
}
