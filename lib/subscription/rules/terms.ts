/** The terms that a subscription runs under at a time: its plan's version, as the subscription chose it. */
import type { Catalog, Charge, PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import type { PlanVersionId } from "@/lib/ids";
import { addOnTerms } from "./add-ons";
import { type AddOnChoice, addOnsAt, type Choices, choicesAfter } from "./choices";
import { inForce, type Override } from "./override";
import { ownChargesEver, withOwnFees, withOwnUse } from "./overrides";
import { tierTerms } from "./tier";

/** What of a subscription decides its terms. */
export type Chosen = { readonly planVersionId: PlanVersionId; readonly choices: Choices };

type Versions = Pick<Catalog, "planVersions">;

/** What of the choices holds at one instant. */
type Held = Pick<Choices, "tiers" | "quantities"> & {
  readonly addOns: readonly AddOnChoice[];
  readonly own: readonly Override[];
};

/**
 * What was made of a snapshot's versions for the choices that were asked of it. Every use asks for
 * the terms, and a snapshot never changes: it is remembered as long as the snapshot itself.
 */
const made = new WeakMap<Versions["planVersions"], Map<string, PlanVersion>>();

/** @returns `undefined` only if the catalogue is not the subscription's own. */
export function termsOf(catalog: Versions, chosen: Chosen, at: Date): PlanVersion | undefined {
  const version = catalog.planVersions.get(chosen.planVersionId);
  const held = heldAt(chosen.choices, at);
  if (!version || isNothing(held)) return version;
  const known = remembered(catalog);
  const key = JSON.stringify([chosen.planVersionId, held]);
  const before = known.get(key);
  if (before) return before;
  const terms = withOwnUse(withAddOns(catalog, chosenTerms(version, held), held), held.own);
  known.set(key, terms);
  return terms;
}

/** The terms from the next period on, which begins at `at`. */
export const termsAfter = (
  catalog: Versions,
  { planVersionId, choices }: Chosen,
  at: Date,
): PlanVersion | undefined =>
  termsOf(catalog, { planVersionId, choices: choicesAfter(choices, at) }, at);

/** The terms without any of its own, with its add-ons and without. */
export function plainTerms(catalog: Versions, { planVersionId, choices }: Chosen, at: Date) {
  const { overrides: _, ...others } = choices;
  const plain = termsOf(catalog, { planVersionId, choices: others }, at);
  const { addOnsBefore: __, ...now } = others;
  const bare = termsOf(catalog, { planVersionId, choices: { ...now, addOns: [] } }, at);
  if (!plain || !bare) throw new RangeError(`no plan version ${planVersionId}`);
  return { plain, bare };
}

/** Every charge that priced use of it at some time, each with the id that its counters bear. */
export function usageChargesEver(catalog: Versions, chosen: Chosen): readonly UsageCharge[] {
  const version = catalog.planVersions.get(chosen.planVersionId);
  if (!version) return [];
  const { addOns, addOnsBefore = [], overrides = [] } = chosen.choices;
  const sold = new Set(
    [...addOns, ...addOnsBefore.flatMap((one) => one.addOns)].map((one) => one.planVersionId),
  );
  const addOnVersions = [...sold].flatMap((id) => catalog.planVersions.get(id) ?? []);
  const charges = [
    ...version.charges,
    ...addOnVersions.flatMap((one) => addOnTerms(one, { quantity: 1 }).charges),
  ];
  const { overage } = version;
  return [
    ...charges.filter((one): one is UsageCharge => one.kind === "USAGE"),
    ...ownChargesEver(overrides, { charges, overage }),
  ];
}

const heldAt = (choices: Choices, at: Date): Held => ({
  tiers: choices.tiers,
  quantities: choices.quantities,
  addOns: addOnsAt(choices, at),
  own: choices.overrides ? inForce(choices.overrides, at) : NONE,
});

const NONE: readonly Override[] = [];

function remembered({ planVersions }: Versions): Map<string, PlanVersion> {
  const known = made.get(planVersions) ?? new Map<string, PlanVersion>();
  made.set(planVersions, known);
  return known;
}

const isNothing = ({ tiers, quantities, addOns, own }: Held): boolean =>
  isEmpty(tiers) && isEmpty(quantities) && addOns.length === 0 && own.length === 0;

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/** A tier of credits is a fee and a grant; a charge whose tier was not chosen is no part of it. */
function chosenTerms(version: PlanVersion, held: Held): PlanVersion {
  const parts = version.charges.map((charge) => partsOf(charge, held));
  const terms = {
    ...version,
    charges: parts.map(({ charge }) => charge),
    grants: [...version.grants, ...parts.flatMap(({ grants }) => grants)],
  };
  return withOwnFees(terms, held.own);
}

/** An add-on's charges, credits and entitlements count beside the plan's own. */
function withAddOns(catalog: Versions, terms: PlanVersion, { addOns }: Held): PlanVersion {
  const sold = addOns.flatMap((choice) => {
    const version = catalog.planVersions.get(choice.planVersionId);
    return version ? [addOnTerms(version, choice)] : [];
  });
  return {
    ...terms,
    charges: [...terms.charges, ...sold.flatMap(({ charges }) => charges)],
    grants: [...terms.grants, ...sold.flatMap(({ grants }) => grants)],
    entitlements: [...terms.entitlements, ...sold.flatMap(({ entitlements }) => entitlements)],
  };
}

function partsOf(charge: Charge, { tiers, quantities }: Held) {
  if (charge.kind === "CREDITS") {
    const index = tiers[charge.id];
    return index === undefined ? { charge, grants: [] } : tierTerms(charge, index);
  }
  if (charge.kind === "USAGE") return { charge, grants: [] };
  return { charge: { ...charge, quantity: quantities[charge.id] ?? charge.quantity }, grants: [] };
}
