import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entitlement } from "@/lib/catalog/rules/catalog";
import type { EntitlementId, FeatureId } from "@/lib/ids";
import { nanounits, type Quantity } from "@/lib/money/quantity";
import { type AccessQuestion, accessOf, allot, allowanceOf } from "./access";

const units = (count: number) => nanounits(BigInt(count) * 1_000_000_000n);
const entitlement = (over: Partial<Entitlement> = {}): Entitlement => ({
  id: "entitlement" as EntitlementId,
  featureId: "export" as FeatureId,
  isEnabled: true,
  includedUnits: null,
  usageLimit: null,
  isSoftLimit: true,
  reset: "BILLING_PERIOD",
  per: { kind: "customer" },
  staticValue: null,
  ...over,
});
const question = (over: Partial<AccessQuestion> = {}): AccessQuestion => ({
  featureType: "METERED",
  entitlements: [],
  hasLiveSubscription: true,
  hasPrice: true,
  settings: { accessWithoutPlan: "priced", unlistedFeatures: "priced" },
  ...over,
});

describe("allowanceOf", () => {
  it("takes a soft limit for what is included: the 51st export is priced", () => {
    const allowance = allowanceOf(entitlement({ usageLimit: units(50), isSoftLimit: true }));
    expect(allot(allowance, units(49), units(1))).toMatchObject({ billable: 0n });
    expect(allot(allowance, units(50), units(1))).toMatchObject({
      billable: units(1),
      isBeyondCeiling: false,
    });
  });

  it("refuses beyond a hard limit, whole", () => {
    const allowance = allowanceOf(entitlement({ usageLimit: units(50), isSoftLimit: false }));
    expect(allot(allowance, units(49), units(1))).toMatchObject({
      billable: 0n,
      isBeyondCeiling: false,
    });
    expect(allot(allowance, units(49), units(2)).isBeyondCeiling).toBe(true);
  });

  it("prices each of {included 0, limit 100, hard} and refuses the 101st", () => {
    const allowance = allowanceOf(
      entitlement({ includedUnits: units(0), usageLimit: units(100), isSoftLimit: false }),
    );
    expect(allot(allowance, units(99), units(1))).toMatchObject({
      billable: units(1),
      isBeyondCeiling: false,
    });
    expect(allot(allowance, units(100), units(1)).isBeyondCeiling).toBe(true);
  });

  it("includes nothing and bounds nothing where neither is told", () => {
    expect(allowanceOf(entitlement())).toMatchObject({ included: 0n, ceiling: null });
  });
});

describe("accessOf", () => {
  it("adds up units of plan and add-on, a missing ceiling lifting all", () => {
    const access = accessOf(
      question({
        entitlements: [
          entitlement({ usageLimit: units(50), isSoftLimit: false }),
          entitlement({ includedUnits: units(10), isSoftLimit: false }),
        ],
      }),
    );
    expect(access).toMatchObject({ allowance: { included: units(60), ceiling: null } });
  });

  it("is open to payers without a plan, and for features no plan lists, as the settings say", () => {
    expect(accessOf(question({ hasLiveSubscription: false }))).toMatchObject({ by: "price" });
    expect(accessOf(question())).toMatchObject({ by: "price" });
    const closed = { accessWithoutPlan: "none", unlistedFeatures: "none" } as const;
    expect(accessOf(question({ settings: closed })).isAllowed).toBe(false);
    expect(
      accessOf(
        question({
          hasLiveSubscription: false,
          settings: { ...closed, unlistedFeatures: "priced" },
        }),
      ).isAllowed,
    ).toBe(false);
    expect(accessOf(question({ hasPrice: false })).isAllowed).toBe(false);
  });

  it("is closed where the plan switches a feature off, whatever its price", () => {
    expect(
      accessOf(question({ entitlements: [entitlement({ isEnabled: false })] })).isAllowed,
    ).toBe(false);
  });

  it("gives BOOLEAN access and STATIC values only by a plan", () => {
    expect(accessOf(question({ featureType: "BOOLEAN" })).isAllowed).toBe(false);
    expect(
      accessOf(
        question({
          featureType: "STATIC",
          entitlements: [entitlement({ staticValue: "eu-west" })],
        }),
      ),
    ).toMatchObject({ isAllowed: true, staticValues: ["eu-west"] });
  });
});

const anyUnits = fc.integer({ min: 0, max: 12 }).map(units);
const anyAllowance = fc.record({
  included: anyUnits,
  ceiling: fc.constant(null),
  reset: fc.constant("MONTH" as const),
});

describe("allot, whatever is used", () => {
  it("divides every use into included and billable, in one batch or in several", () => {
    fc.assert(
      fc.property(anyAllowance, fc.array(anyUnits, { maxLength: 6 }), (allowance, uses) => {
        let used = units(0);
        let billable = 0n;
        for (const quantity of uses) {
          const part = allot(allowance, used, quantity);
          expect(part.included + part.billable).toBe(quantity);
          used = part.usedAfter;
          billable += part.billable;
        }
        expect(allot(allowance, units(0), used).billable).toBe(billable);
      }),
    );
  });

  it("gives back what returns, never below zero used", () => {
    fc.assert(
      fc.property(anyAllowance, anyUnits, anyUnits, (allowance, used, returned) => {
        const back = allot(allowance, used, nanounits(-returned) as Quantity);
        expect(back.usedAfter).toBeGreaterThanOrEqual(0n);
        expect(back.included + back.billable).toBe(back.usedAfter - used);
        expect(back.billable).toBeLessThanOrEqual(0n);
      }),
    );
  });
});
