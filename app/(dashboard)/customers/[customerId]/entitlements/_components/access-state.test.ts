import { describe, expect, it } from "vitest";
import type { FeatureUseView } from "@/lib/usage/schema/access";
import { accessStateOf, countedOf } from "./access-state";

const feature = (
  entitlement: Partial<FeatureUseView["entitlement"]>,
  over: Partial<FeatureUseView> = {},
): FeatureUseView => ({
  ...{ featureId: "feat_1", featureKey: "export", featureName: "Export", featureType: "METERED" },
  ...{
    unitSingular: "",
    unitPlural: "",
    reportingUnit: null,
    isAllowed: true,
    creditsPerUnit: null,
  },
  owed: null,
  period: { quantity: "0", credits: "0", events: 0, refused: 0 },
  entitlement: {
    ...{ by: "plan", included: "0", used: "0", remaining: "0", limit: null },
    ...{ reset: "MONTH", resetsAt: null, staticValues: [] },
    ...entitlement,
  },
  ...{ sources: [], apart: [] },
  ...over,
});

const PER_MEMBER: FeatureUseView["sources"] = [
  {
    ...{ entitlementId: "ent_1", subscriptionId: "sub_1", planId: "plan_1", planName: "Team" },
    ...{ isEnabled: true, includedUnits: null, usageLimit: "10", isSoftLimit: false },
    ...{ reset: "MONTH", per: { kind: "member" }, staticValue: null },
  },
];

describe("accessStateOf", () => {
  it.each([
    ["open", { limit: "10", used: "7.9" }],
    ["near_limit", { limit: "10", used: "8" }],
    ["limit_reached", { limit: "10", used: "10" }],
    ["limit_reached", { limit: "0", used: "0" }],
    ["open", { included: "0", used: "99" }],
    ["free_used_up", { included: "50", used: "50" }],
  ] as const)("is %s with %j", (state, entitlement) => {
    expect(accessStateOf(feature(entitlement))).toBe(state);
  });

  it("is none without access, whatever was used", () => {
    expect(accessStateOf(feature({}, { isAllowed: false }))).toBe("no_access");
  });

  it("goes by the member that used most where members are counted apart", () => {
    const apart = [
      { value: "ann", used: "9" },
      { value: "ben", used: "1" },
    ];
    const one = feature({ limit: "10", used: "0" }, { apart, sources: PER_MEMBER });

    expect(countedOf(one)).toEqual({ used: "9", whose: "ann" });
    expect(accessStateOf(one)).toBe("near_limit");
  });
});
