/** The terms that a subscription runs under: its plan's version, as the subscription chose it. */
import type { Catalog, Charge, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanVersionId } from "@/lib/ids";
import type { Choices } from "./choices";
import { tierTerms } from "./tier";

/** What of a subscription decides its terms. */
export type Chosen = { readonly planVersionId: PlanVersionId; readonly choices: Choices };

type Versions = Pick<Catalog, "planVersions">;

/**
 * What was made of a snapshot's versions for the choices that were asked of it. Every use asks for
 * the terms, and a snapshot never changes: it is remembered as long as the snapshot itself.
 */
const made = new WeakMap<Versions["planVersions"], Map<string, PlanVersion>>();

/** @returns `undefined` only if the catalogue is not the subscription's own. */
export function termsOf(catalog: Versions, chosen: Chosen): PlanVersion | undefined {
  const version = catalog.planVersions.get(chosen.planVersionId);
  if (!version || isNothing(chosen.choices)) return version;
  const known = remembered(catalog);
  const key = JSON.stringify([chosen.planVersionId, chosen.choices]);
  const before = known.get(key);
  if (before) return before;
  const terms = chosenTerms(version, chosen.choices);
  known.set(key, terms);
  return terms;
}

function remembered({ planVersions }: Versions): Map<string, PlanVersion> {
  const known = made.get(planVersions) ?? new Map<string, PlanVersion>();
  made.set(planVersions, known);
  return known;
}

const isNothing = ({ tiers, quantities }: Choices): boolean =>
  isEmpty(tiers) && isEmpty(quantities);

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/** A tier of credits is a fee and a grant; a charge whose tier was not chosen is no part of it. */
function chosenTerms(version: PlanVersion, choices: Choices): PlanVersion {
  const parts = version.charges.map((charge) => partsOf(charge, choices));
  return {
    ...version,
    charges: parts.map(({ charge }) => charge),
    grants: [...version.grants, ...parts.flatMap(({ grants }) => grants)],
  };
}

function partsOf(charge: Charge, { tiers, quantities }: Choices) {
  if (charge.kind === "CREDITS") {
    const index = tiers[charge.id];
    return index === undefined ? { charge, grants: [] } : tierTerms(charge, index);
  }
  if (charge.kind === "USAGE") return { charge, grants: [] };
  return { charge: { ...charge, quantity: quantities[charge.id] ?? charge.quantity }, grants: [] };
}
