import type { ChargeFields } from "@/lib/catalog/schema/charge";
import type { PlanDraftFields, PlanVersionView } from "@/lib/catalog/schema/plan";

/** A stored draft as its form holds it; what the form does not show is kept as it is. */
export const draftFields = (version: PlanVersionView): PlanDraftFields => ({
  currency: version.currency,
  overageRule: version.overageRule,
  overagePrice: version.overagePrice ?? "",
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
    return { ...terms, featureId: feature.id };
  }
  const { createdAt: _, currency: __, ...terms } = charge;
  return terms;
}

export const NEW_FEE = {
  kind: "RECURRING",
  name: "",
  amount: "0",
  period: "MONTHLY",
  invoiceCadence: "ADVANCE",
} as const satisfies ChargeFields;

export const NEW_GRANT = {
  name: "",
  credits: "1000",
  cadence: "RECURRING",
  period: "MONTHLY",
  expirationKind: "GRANT_PERIOD",
  expirationDuration: null,
  expirationUnit: null,
  priority: 10,
  category: "COMMITTED",
} as const satisfies NonNullable<PlanDraftFields["grants"]>[number];

export const newEntitlement = (featureId: string) =>
  ({
    featureId,
    isEnabled: true,
    includedUnits: "",
    usageLimit: "",
    isSoftLimit: false,
    reset: "BILLING_PERIOD",
    staticValue: "",
  }) as const satisfies NonNullable<PlanDraftFields["entitlements"]>[number];
