import type { ChargeFields } from "@/lib/catalog/schema/charge";
import type { GrantLifeFields } from "@/lib/catalog/schema/grant-life";
import type { PlanDraftFields, PlanVersionView } from "@/lib/catalog/schema/plan";

/** A stored draft as its form holds it; what the form does not show is kept as it is. */
export const draftFields = (version: PlanVersionView): PlanDraftFields => ({
  currency: version.currency,
  overageRule: version.overageRule,
  overagePrice: version.overagePrice ?? "",
  commitment: version.commitment,
  charges: version.charges.map(chargeFields),
  grants: version.grants.map(({ createdAt: _, ...grant }) => grant),
  entitlements: version.entitlements.map(({ createdAt: _, feature, ...entitlement }) => ({
    ...entitlement,
    featureId: feature.id,
    includedUnits: entitlement.includedUnits ?? "",
    usageLimit: entitlement.usageLimit ?? "",
  })),
});

function chargeFields(charge: PlanVersionView["charges"][number]): ChargeFields {
  if (charge.kind === "USAGE") {
    const { createdAt: _, currency: __, feature, ...terms } = charge;
    return { ...terms, featureId: feature.id, ...blanks(terms) };
  }
  const { createdAt: _, currency: __, ...terms } = charge;
  return terms;
}

type Usage = Extract<PlanVersionView["charges"][number], { kind: "USAGE" }>;

/** An input holds text: nothing is an empty one. */
const blanks = (terms: Omit<Usage, "createdAt" | "currency" | "feature">) => ({
  amount: terms.amount ?? "",
  packageSize: terms.packageSize ?? "",
  freeUnits: terms.freeUnits ?? "",
  minimum: terms.minimum ?? "",
  maximum: terms.maximum ?? "",
  fixedPerEvent: terms.fixedPerEvent ?? "",
  freeAmount: terms.freeAmount ?? "",
  overagePrice: terms.overagePrice ?? "",
  tiers: terms.tiers.map((tier) => ({ ...tier, upTo: tier.upTo ?? "" })),
});

const COMMON = { name: "", lookupKey: null } as const;
const ASKED = { period: "MONTHLY", invoiceCadence: "ADVANCE", trialDays: 0 } as const;

export const NEW_FEE = {
  ...COMMON,
  ...ASKED,
  kind: "RECURRING",
  amount: "0",
  creditUnit: null,
  quantity: 1,
  freeQuantity: 0,
  onShortage: "OVERAGE",
} as const satisfies ChargeFields;

const NEW_LIFE = {
  expirationKind: "GRANT_PERIOD",
  expirationDuration: null,
  expirationUnit: null,
  priority: 10,
  category: "COMMITTED",
  isProrated: false,
} as const satisfies GrantLifeFields;
/** What is kept is a list of its own for each part. */
const keeps = () => ({
  rollover: { mode: "none" as const, cap: "", percent: null, periods: 1 },
  featureIds: [],
});

export const newTiers = (): ChargeFields => ({
  ...COMMON,
  ...ASKED,
  kind: "CREDITS",
  creditUnit: null,
  cadence: "PERIOD_START",
  tiers: [{ credits: "", price: "" }],
  gives: { ...NEW_LIFE, ...keeps() },
});

export const newUsageCharge = (featureId: string): ChargeFields => ({
  ...COMMON,
  kind: "USAGE",
  featureId,
  model: "PER_UNIT",
  creditUnit: null,
  amount: "",
  tiers: [],
  settlement: "WALLET_THEN_INVOICE",
});

export const newGrant = () =>
  ({
    ...NEW_LIFE,
    ...keeps(),
    name: "",
    credits: "1000",
    cadence: "RECURRING",
    period: "MONTHLY",
  }) as const satisfies NonNullable<PlanDraftFields["grants"]>[number];

export const newEntitlement = (featureId: string) =>
  ({
    featureId,
    isEnabled: true,
    includedUnits: "",
    usageLimit: "",
    isSoftLimit: false,
    reset: "BILLING_PERIOD",
    per: "customer",
    staticValue: "",
  }) as const satisfies NonNullable<PlanDraftFields["entitlements"]>[number];
