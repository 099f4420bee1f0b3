/** Terms of a subscription's own as screens and callers read them, each beside what the plan says. */
import type { Catalog, PlanVersion, PriceUnit } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import { type FeatureId, idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { decimalText } from "@/lib/money/decimal";
import { NOTHING_USED, type Quantity, quantityText } from "@/lib/money/quantity";
import { priceUnitOf } from "../rules/agreed-overrides";
import { type KeptPrice, keptPrice } from "../rules/kept-price";
import { inForce, type Override, type OverrideTerms, subjectOf } from "../rules/override";
import { unitsTogether } from "../rules/overrides";
import { priceOfUse } from "../rules/price-of-use";
import type { AgreedValue, OverridableView, OverrideView, PriceView } from "../schema/override";

/** What overrides are told with. */
export type OverrideFacts = {
  readonly catalog: Pick<Catalog, "features">;
  /** As they would be without any, with add-ons and without. */
  readonly plain: PlanVersion;
  readonly bare: PlanVersion;
  readonly at: Date;
};

export function overrideView(
  own: Override,
  all: readonly Override[],
  facts: OverrideFacts,
): OverrideView {
  const { id, since, until, by, reason } = own;
  return {
    id: idText("ovr", id),
    ...subjectView(own, facts),
    value: agreedValueOf(own, facts),
    planValue: planValueOf(own, facts),
    ...{ since, until, by, reason },
    state: stateOf(own, all, facts.at),
  };
}

/** What holds of one thing at an instant: a term of its own, or what the plan says; null: nothing. */
export function valueAt(
  of: OverrideTerms,
  overrides: readonly Override[],
  facts: OverrideFacts,
): AgreedValue | null {
  const own = inForce(overrides, facts.at).find((one) => subjectOf(one) === subjectOf(of));
  return own ? agreedValueOf(own, facts) : planValueOf(of, facts);
}

function stateOf(own: Override, all: readonly Override[], at: Date): OverrideView["state"] {
  const now = at.toISOString();
  if (own.until !== null && own.until <= now) return "over";
  if (own.since > now) return "coming";
  return inForce(all, at).includes(own) ? "in_force" : "overlaid";
}

function subjectView(own: OverrideTerms, { catalog, plain }: OverrideFacts) {
  switch (own.kind) {
    case "fee": {
      const { name } = plain.charges.find(({ id }) => id === own.chargeId) ?? { name: "" };
      return { subjectId: idText("price", own.chargeId), subjectName: name || plain.planName };
    }
    case "credits": {
      const { name } = plain.grants.find(({ id }) => id === own.planGrantId) ?? { name: "" };
      return { subjectId: idText("pgr", own.planGrantId), subjectName: name || plain.planName };
    }
    case "price":
    case "limit":
      return featureNamed(own.featureId, catalog.features.get(own.featureId));
  }
}

const featureNamed = (id: FeatureId, feature: Pick<Feature, "name"> | undefined) => ({
  subjectId: idText("feat", id),
  subjectName: feature?.name ?? "",
});

function agreedValueOf(own: OverrideTerms, facts: OverrideFacts): AgreedValue {
  switch (own.kind) {
    case "fee":
      return { kind: "fee", amount: own.amount, ...feeUnit(own.chargeId, facts) };
    case "credits":
      return { kind: "credits", credits: own.credits, creditUnit: grantUnit(own, facts) };
    case "price":
      return { kind: "price", price: priceView(own.unit, own.price) };
    case "limit": {
      const said = unitsTogether(listedOf(own.featureId, facts));
      const { includedUnits = textOf(said.includedUnits), usageLimit = textOf(said.usageLimit) } =
        own;
      return { kind: "limit", includedUnits, usageLimit, unitPlural: unitOf(own, facts) };
    }
  }
}

/** Null: the plan does not speak of it. */
function planValueOf(own: OverrideTerms, facts: OverrideFacts): AgreedValue | null {
  const { plain } = facts;
  switch (own.kind) {
    case "fee": {
      const fee = plain.charges.find(({ id }) => id === own.chargeId);
      if (fee?.kind !== "RECURRING") return null;
      return { kind: "fee", amount: decimalText(fee.amount), ...unitWords(fee.unit) };
    }
    case "credits": {
      const grant = plain.grants.find(({ id }) => id === own.planGrantId);
      if (!grant) return null;
      return {
        ...{ kind: "credits", credits: creditsText(grant.amount), creditUnit: grant.creditUnit },
      };
    }
    case "price":
      return planPriceOf(own.featureId, facts);
    case "limit": {
      const listed = listedOf(own.featureId, facts);
      if (listed.length === 0) return null;
      const { includedUnits, usageLimit } = unitsTogether(listed);
      const units = { includedUnits: textOf(includedUnits), usageLimit: textOf(usageLimit) };
      return { kind: "limit", ...units, unitPlural: unitOf(own, facts) };
    }
  }
}

function planPriceOf(id: FeatureId, { catalog, plain, at }: OverrideFacts): AgreedValue | null {
  const price = priceOfUse(plain, catalog.features.get(id), at);
  return price && { kind: "price", price: priceView(price.unit, keptPrice(price.pricing)) };
}

const priceView = (unit: PriceUnit, price: KeptPrice): PriceView => ({
  ...unitWords(unit),
  ...price,
  tiers: [...price.tiers],
});

const unitWords = (unit: PriceUnit) =>
  unit.kind === "money"
    ? { unit: unit.currency, isMoney: true }
    : { unit: unit.creditUnit, isMoney: false };

function feeUnit(id: string, { plain }: OverrideFacts) {
  const fee = plain.charges.find((charge) => charge.id === id);
  return unitWords(
    fee?.kind === "RECURRING" ? fee.unit : { kind: "money", currency: plain.currency },
  );
}

const grantUnit = ({ planGrantId }: { readonly planGrantId: string }, { plain }: OverrideFacts) =>
  plain.grants.find(({ id }) => id === planGrantId)?.creditUnit ?? "";

const listedOf = (id: FeatureId, { plain }: OverrideFacts) =>
  plain.entitlements.filter(({ featureId }) => featureId === id);

const unitOf = ({ featureId }: { readonly featureId: FeatureId }, { catalog }: OverrideFacts) =>
  catalog.features.get(featureId)?.unitPlural ?? "";

const textOf = (units: Quantity | null) => (units === null ? null : quantityText(units));

/** All that can be agreed otherwise, as the plan has it. */
export function overridablesView(facts: OverrideFacts): readonly OverridableView[] {
  const { catalog, plain, bare } = facts;
  const metered = [...catalog.features.values()].filter(
    ({ type, isArchived }) => type === "METERED" && !isArchived,
  );
  const listed = new Set(plain.entitlements.map(({ featureId }) => featureId));
  const subjects: readonly OverrideTerms[] = [
    ...bare.charges.flatMap((charge) =>
      charge.kind === "RECURRING"
        ? [{ kind: "fee" as const, chargeId: charge.id, amount: "0" }]
        : [],
    ),
    ...bare.grants.map(({ id }) => ({ kind: "credits" as const, planGrantId: id, credits: "0" })),
    ...metered.map((feature) => ({
      ...{ kind: "price" as const, featureId: feature.id, unit: priceUnitOf(plain, feature) },
      price: keptPrice(NO_PRICE),
    })),
    ...metered
      .filter(({ id }) => listed.has(id))
      .map(({ id }) => ({ kind: "limit" as const, featureId: id })),
  ];
  return subjects.map((own) => ({
    kind: own.kind,
    ...subjectView(own, facts),
    planValue: planValueOf(own, facts),
  }));
}

const NO_PRICE = {
  ...({ model: "PER_UNIT", unitAmount: 0n, freeUnits: NOTHING_USED } as const),
  ...{ minimum: null, maximum: null },
};
