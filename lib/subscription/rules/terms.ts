/** The terms that a subscription runs under: its plan's version, as the subscription chose it. */
import type { Catalog, Charge, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanVersionId } from "@/lib/ids";
import { addOnTerms, choicesAfter } from "./add-ons";
import type { Choices } from "./choices";
import { overridden } from "./overrides";
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
  const terms = withAddOns(catalog, chosenTerms(version, chosen.choices), chosen.choices);
  known.set(key, terms);
  return terms;
}

/** The terms from the next period on. */
export const termsAfter = (
  catalog: Versions,
  { planVersionId, choices }: Chosen,
): PlanVersion | undefined => termsOf(catalog, { planVersionId, choices: choicesAfter(choices) });

function remembered({ planVersions }: Versions): Map<string, PlanVersion> {
  const known = made.get(planVersions) ?? new Map<string, PlanVersion>();
  made.set(planVersions, known);
  return known;
}

const isNothing = ({ tiers, quantities, addOns, overrides }: Choices): boolean =>
  isEmpty(tiers) && isEmpty(quantities) && addOns.length === 0 && overrides === undefined;

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/** A tier of credits is a fee and a grant; a charge whose tier was not chosen is no part of it. */
function chosenTerms(version: PlanVersion, choices: Choices): PlanVersion {
  const parts = version.charges.map((charge) => partsOf(charge, choices));
  const terms = {
    ...version,
    charges: parts.map(({ charge }) => charge),
    grants: [...version.grants, ...parts.flatMap(({ grants }) => grants)],
  };
  return choices.overrides ? overridden(terms, choices.overrides) : terms;
}

/** An add-on's charges, credits and entitlements count beside the plan's own. */
function withAddOns(catalog: Versions, terms: PlanVersion, { addOns }: Choices): PlanVersion {
  const sold = addOns.flatMap(({ planVersionId, quantity }) => {
    const version = catalog.planVersions.get(planVersionId);
    return version ? [addOnTerms(version, quantity)] : [];
  });
  return {
    ...terms,
    charges: [...terms.charges, ...sold.flatMap(({ charges }) => charges)],
    grants: [...terms.grants, ...sold.flatMap(({ grants }) => grants)],
    entitlements: [...terms.entitlements, ...sold.flatMap(({ entitlements }) => entitlements)],
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
