/** The terms that a subscription runs under: its plan's version, as the subscription chose it. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanVersionId } from "@/lib/ids";
import type { Choices } from "./choices";

/** What of a subscription decides its terms. */
export type Chosen = { readonly planVersionId: PlanVersionId; readonly choices: Choices };

/** @returns `undefined` only if the catalogue is not the subscription's own. */
export function termsOf(
  { planVersions }: Pick<Catalog, "planVersions">,
  { planVersionId }: Chosen,
): PlanVersion | undefined {
  return planVersions.get(planVersionId);
}
