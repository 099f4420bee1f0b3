/**
 * What keeps a draft plan version from being published: everything at once, each issue with
 * the path of its field, so that a form can show it there. Pure; a draft may be half-made, but
 * each of its fields has the right form (the schema saw to that).
 */
import type { FeatureId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import { SCALE } from "@/lib/money/decimal";
import { type Money, minorPlaces } from "@/lib/money/money";
import type { DraftCharge, DraftEntitlement, DraftFeatures, DraftGrant, DraftPlan } from "./draft";
import { at, type DraftIssue, issue } from "./draft-issue";
import type { FeatureType } from "./feature";
import { grantIssues, lifeIssues } from "./grant-issues";
import { usageIssues } from "./usage-issues";

export function draftIssues(draft: DraftPlan, features: DraftFeatures): readonly DraftIssue[] {
  return [
    ...planIssues(draft),
    ...draft.charges.flatMap((charge, index) =>
      at(`charges.${index}`, chargeIssues(charge, draft, features)),
    ),
    ...draft.grants.flatMap((grant, index) =>
      at(`grants.${index}`, grantIssues(grant, { hasTrial: hasTrial(draft), features })),
    ),
    ...draft.entitlements.flatMap((entitlement, index) =>
      at(`entitlements.${index}`, entitlementIssues(entitlement, features)),
    ),
    ...repeatedKeys(draft.charges),
    ...sameParts("charges", draft.charges, "This price is there already: take it out, or name it"),
    ...sameParts(
      "grants",
      draft.grants,
      "These credits are there already: take them out, or name them",
    ),
    ...repeatedFeatures("charges", draft.charges, "This feature has a usage price already"),
    ...repeatedFeatures("entitlements", draft.entitlements, "This feature is listed already"),
  ];
}

const hasTrial = ({ charges }: DraftPlan): boolean =>
  charges.some((charge) => charge.kind !== "USAGE" && charge.trialDays > 0);

function planIssues(draft: DraftPlan) {
  const { charges, grants, entitlements, overageRule, overagePrice } = draft;
  const issues: DraftIssue[] = [...commitmentIssues(draft)];
  if (charges.length + grants.length + entitlements.length === 0) {
    issues.push(issue("", "The plan sells nothing: add a price, credits or an entitlement"));
  }
  if (overageRule === "INVOICE" && overagePrice === null) {
    issues.push(issue("overagePrice", "Enter what a credit of overage costs"));
  }
  return issues;
}

function commitmentIssues({ kind, commitment, currency }: DraftPlan): readonly DraftIssue[] {
  if (commitment === null) return [];
  if (kind === "ADD_ON") {
    return [issue("commitment", "A commitment is the plan's: an add-on has none of its own")];
  }
  if (commitment.amount === 0n) {
    return [issue("commitment.amount", "Enter an amount above zero")];
  }
  const { amount, creditUnit } = commitment;
  return creditUnit === null ? payableIssues("commitment.amount", amount, currency) : [];
}

function chargeIssues(
  charge: DraftCharge,
  draft: DraftPlan,
  features: DraftFeatures,
): readonly DraftIssue[] {
  const { currency, kind } = draft;
  switch (charge.kind) {
    case "RECURRING":
      return [
        ...(charge.creditUnit === null ? payableIssues("amount", charge.amount, currency) : []),
        ...trialIssues(charge, kind),
      ];
    case "CREDITS":
      return [
        ...creditTierIssues(charge.tiers, currency),
        ...trialIssues(charge, kind),
        ...at("gives", lifeIssues(charge.gives, { isOnce: false, hasTrial: false, features })),
      ];
    case "USAGE":
      return [
        ...featureIssues(features, charge.featureId, "METERED"),
        ...usageIssues(charge, draft),
      ];
  }
}

const trialIssues = ({ trialDays }: { trialDays: number }, kind: DraftPlan["kind"]) =>
  kind === "ADD_ON" && trialDays > 0
    ? [issue("trialDays", "A trial is the plan's: an add-on has none of its own")]
    : [];

function creditTierIssues(
  tiers: readonly { readonly credits: Credits; readonly price: Money }[],
  currency: string,
): readonly DraftIssue[] {
  if (tiers.length === 0) return [issue("tiers", "Add at least one tier")];
  return tiers.flatMap(({ credits, price }, index) => {
    const before = tiers[index - 1]?.credits ?? 0n;
    return at(`tiers.${index}`, [
      ...(credits > before ? [] : [issue("credits", "Each tier has more credits than the last")]),
      ...payableIssues("price", price, currency),
    ]);
  });
}

function entitlementIssues(
  entitlement: DraftEntitlement,
  features: DraftFeatures,
): readonly DraftIssue[] {
  const { featureId, includedUnits, usageLimit, per, staticValue } = entitlement;
  const type = features.get(featureId)?.type;
  const issues = [...featureIssues(features, featureId)];
  const hasUnits = includedUnits !== null || usageLimit !== null;
  if (hasUnits && type !== undefined && type !== "METERED") {
    issues.push(issue("includedUnits", "Only a metered feature has units"));
  }
  if (includedUnits !== null && usageLimit !== null && includedUnits > usageLimit) {
    issues.push(issue("usageLimit", "The limit is below what is included"));
  }
  if (type === "STATIC" && !staticValue) {
    issues.push(issue("staticValue", "Enter the value that the plan gives"));
  }
  if (per !== "customer" && type !== undefined && type !== "METERED") {
    issues.push(issue("per", "Only units of a metered feature are counted apart"));
  }
  return issues;
}

function featureIssues(features: DraftFeatures, id: FeatureId, wanted?: FeatureType) {
  const feature = features.get(id);
  if (!feature) return [issue("featureId", "No such feature")];
  if (feature.isArchived) return [issue("featureId", "This feature is archived")];
  if (wanted && feature.type !== wanted) {
    return [issue("featureId", "Only a metered feature can have a usage price")];
  }
  return [];
}

function repeatedFeatures(
  list: string,
  items: readonly (DraftEntitlement | DraftCharge)[],
  message: string,
): readonly DraftIssue[] {
  const seen = new Set<FeatureId>();
  return items.flatMap((item, index) => {
    if (!("featureId" in item)) return [];
    const isRepeated = seen.has(item.featureId);
    seen.add(item.featureId);
    return isRepeated ? [issue(`${list}.${index}.featureId`, message)] : [];
  });
}

function repeatedKeys(charges: readonly DraftCharge[]): readonly DraftIssue[] {
  const seen = new Set<string>();
  return charges.flatMap(({ lookupKey }, index) => {
    if (!lookupKey) return [];
    const isRepeated = seen.has(lookupKey);
    seen.add(lookupKey);
    return isRepeated ? [issue(`charges.${index}.lookupKey`, "Another price has this key")] : [];
  });
}

/** What says the same in all, its name too, is more likely added twice than meant twice. */
function sameParts(
  list: "charges" | "grants",
  parts: readonly (DraftCharge | DraftGrant)[],
  message: string,
): readonly DraftIssue[] {
  const seen = new Set<string>();
  return parts.flatMap((part, index) => {
    // A price of use is told apart by its feature, any price by a key of its own.
    if ("featureId" in part || ("lookupKey" in part && part.lookupKey)) return [];
    const terms = saidOf(part);
    const isRepeated = seen.has(terms);
    seen.add(terms);
    return isRepeated ? [issue(`${list}.${index}.name`, message)] : [];
  });
}

const saidOf = (part: DraftCharge | DraftGrant): string =>
  JSON.stringify({ ...part, id: null }, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );

function payableIssues(path: string, amount: Money, currency: string): readonly DraftIssue[] {
  const places = minorPlaces(currency);
  const isWhole = amount % 10n ** BigInt(SCALE - places) === 0n;
  return isWhole ? [] : [issue(path, `${currency} has ${places} decimals`)];
}
