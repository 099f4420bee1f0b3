/**
 * What a customer may use of a feature (SEMANTICS 7.5): included units, a ceiling, a value.
 * Plans and add-ons add up for units and are OR for access.
 */
import type { AccessSettings, Entitlement, ResetPeriod } from "@/lib/catalog/rules/catalog";
import type { FeatureType } from "@/lib/catalog/rules/feature";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";

/** Units of a METERED feature within one window of `reset`. */
export type Allowance = {
  /** Free, before any price. */
  readonly included: Quantity;
  /** A use beyond it is refused whole. Null: none. */
  readonly ceiling: Quantity | null;
  readonly reset: ResetPeriod;
};

export const NO_ALLOWANCE: Allowance = {
  included: NOTHING_USED,
  ceiling: null,
  reset: "BILLING_PERIOD",
};

export type Access =
  | {
      readonly isAllowed: true;
      /** `plan` if a plan lists the feature, `price` if it is open to whoever pays. */
      readonly by: "plan" | "price";
      readonly allowance: Allowance;
      readonly staticValues: readonly string[];
    }
  | { readonly isAllowed: false; readonly reason: "not_entitled" };

export type AccessQuestion = {
  readonly featureType: FeatureType;
  /** Of this feature, from all live plans. */
  readonly entitlements: readonly Entitlement[];
  readonly hasLiveSubscription: boolean;
  readonly hasPrice: boolean;
  readonly settings: AccessSettings;
};

export function accessOf(question: AccessQuestion): Access {
  const { featureType, entitlements } = question;
  const enabled = entitlements.filter(({ isEnabled }) => isEnabled);
  if (enabled.length > 0) {
    return {
      isAllowed: true,
      by: "plan",
      allowance: featureType === "METERED" ? summedAllowance(enabled) : NO_ALLOWANCE,
      staticValues: enabled.flatMap(({ staticValue }) => staticValue ?? []),
    };
  }
  if (entitlements.length > 0 || !isOpenToPayers(question)) {
    return { isAllowed: false, reason: "not_entitled" };
  }
  return { isAllowed: true, by: "price", allowance: NO_ALLOWANCE, staticValues: [] };
}

function isOpenToPayers(question: AccessQuestion): boolean {
  const { accessWithoutPlan, unlistedFeatures } = question.settings;
  const setting = question.hasLiveSubscription ? unlistedFeatures : accessWithoutPlan;
  return question.featureType === "METERED" && question.hasPrice && setting === "priced";
}

/** Without `includedUnits` the limit is what is included; a soft one is no ceiling. */
export function allowanceOf(entitlement: Entitlement): Allowance {
  const { includedUnits, usageLimit, isSoftLimit, reset } = entitlement;
  return {
    included: includedUnits ?? usageLimit ?? NOTHING_USED,
    ceiling: isSoftLimit ? null : usageLimit,
    reset,
  };
}

/** The first one's reset holds for all: one counter answers for the sum. */
function summedAllowance(entitlements: readonly Entitlement[]): Allowance {
  return entitlements.map(allowanceOf).reduce((a, b) => ({
    included: nanounits(a.included + b.included),
    ceiling: a.ceiling === null || b.ceiling === null ? null : nanounits(a.ceiling + b.ceiling),
    reset: a.reset,
  }));
}

/** How one use of `quantity` divides, after `used` in the same window. */
export type Allotment = {
  readonly isBeyondCeiling: boolean;
  readonly included: Quantity;
  readonly billable: Quantity;
  /** All used after it; a return never takes it below zero. */
  readonly usedAfter: Quantity;
};

/** Included units first, then what is billed; negative parts where units come back. */
export function allot(allowance: Allowance, used: Quantity, quantity: Quantity): Allotment {
  const sum = nanounits(used + quantity);
  const usedAfter = sum < 0n ? NOTHING_USED : sum;
  const moved = usedAfter - used;
  const billable = nanounits(
    beyond(usedAfter, allowance.included) - beyond(used, allowance.included),
  );
  const isBeyondCeiling = quantity > 0n && allowance.ceiling !== null && sum > allowance.ceiling;
  return { isBeyondCeiling, included: nanounits(moved - billable), billable, usedAfter };
}

const beyond = (used: bigint, included: bigint) => (used > included ? used - included : 0n);
