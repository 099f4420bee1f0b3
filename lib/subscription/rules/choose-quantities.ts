/** How many pieces of each fee a subscription takes, where it is not as many as the plan says. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId } from "@/lib/ids";
import type { Choices } from "./choices";

/** @returns what is wrong, if one of them is no fee of the plan. */
export function chooseQuantities(
  { charges }: Pick<PlanVersion, "charges">,
  asked: Readonly<Record<ChargeId, number>>,
): Pick<Choices, "quantities"> | { readonly field: "quantities"; readonly fault: string } {
  const fees = new Set(charges.filter(({ kind }) => kind === "RECURRING").map(({ id }) => id));
  const isKnown = Object.keys(asked).every((id) => fees.has(id as ChargeId));
  return isKnown
    ? { quantities: asked }
    : { field: "quantities", fault: "The plan has no such recurring fee" };
}
