import { describe, expect, it } from "vitest";
import type { Entitlement, UsageCharge } from "@/lib/catalog/rules/catalog";
import type { ChargeId, EntitlementId, FeatureId, PlanVersionId } from "@/lib/ids";
import { money, quantity } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { NO_CHOICES } from "./choices";
import { overridden, overrideFault } from "./overrides";
import { termsOf } from "./terms";

const EXPORT = "export" as FeatureId;
const LIMIT = "ent-export" as EntitlementId;
const USE = "price-export" as ChargeId;
const entitlement: Entitlement = {
  ...{ id: LIMIT, featureId: EXPORT, isEnabled: true, includedUnits: null },
  ...{ usageLimit: quantity("50"), isSoftLimit: true, reset: "MONTH", staticValue: null },
  per: { kind: "customer" },
};
const use: UsageCharge = {
  ...{ kind: "USAGE", id: USE, name: "Export", featureId: EXPORT, settle: "wallet_then_invoice" },
  ...{ unit: { kind: "credits", creditUnit: "credits" }, overage: null },
  pricing: {
    ...{ model: "PER_UNIT", unitAmount: money("5"), freeUnits: quantity("0") },
    ...{ maximum: null, minimum: null },
  },
};
const plan = basic({ charges: [fee("49"), use], entitlements: [entitlement] });
const none = { amounts: {}, credits: {}, limits: {} };

describe("overridden terms", () => {
  const own = overridden(plan, {
    amounts: { [USE]: "4", ["price-fee" as ChargeId]: "39" },
    credits: { [monthlyGrant.id]: "3000" },
    limits: { [LIMIT]: { usageLimit: "80", includedUnits: "10" } },
  });

  it("cost, give and allow what was agreed, in place of what the plan says", () => {
    expect(own.charges).toMatchObject([
      { amount: money("39") },
      { pricing: { model: "PER_UNIT", unitAmount: money("4") } },
    ]);
    expect(own.grants).toMatchObject([{ amount: money("3000") }]);
    expect(own.entitlements).toMatchObject([
      { includedUnits: quantity("10"), usageLimit: quantity("80"), isSoftLimit: true },
    ]);
  });

  it("may be without a limit, and leave the rest as it is", () => {
    const limits = { [LIMIT]: { usageLimit: null } };
    expect(overridden(plan, { ...none, limits }).entitlements).toEqual([
      { ...entitlement, usageLimit: null },
    ]);
  });

  it("are refused for a price that one amount cannot replace", () => {
    const tiered = {
      ...use,
      pricing: { ...use.pricing, model: "VOLUME", tiers: [] },
    } as UsageCharge;
    const amounts = { [USE]: "1" };
    expect(overrideFault(plan, { ...none, amounts })).toBeNull();
    expect(overrideFault(basic({ charges: [tiered] }), { ...none, amounts })).not.toBeNull();
  });
});

describe("the terms with an add-on", () => {
  const more = basic({
    id: "plv-more" as PlanVersionId,
    kind: "ADD_ON",
    planName: "More",
    charges: [fee("20", { id: "price-more" as ChargeId, name: "" })],
    grants: [{ ...monthlyGrant, id: "grant-more" as typeof monthlyGrant.id, name: "" }],
    entitlements: [{ ...entitlement, id: "ent-more" as EntitlementId }],
  });
  const planVersions = new Map([plan, more].map((version) => [version.id, version]));
  const addOns = [{ planVersionId: more.id, quantity: 3 }];
  const terms = termsOf(
    { planVersions },
    { planVersionId: plan.id, choices: { ...NO_CHOICES, addOns } },
  );

  it("are the plan's and so many times the add-on's, under its name", () => {
    expect(terms?.charges.slice(2)).toMatchObject([{ name: "More", quantity: 3 }]);
    expect(terms?.grants.slice(1)).toMatchObject([
      { name: "More", amount: money("7500"), source: "add_on" },
    ]);
  });

  it("allow the units of both together", () => {
    expect(terms?.entitlements.map(({ usageLimit }) => usageLimit)).toEqual([
      quantity("50"),
      quantity("150"),
    ]);
  });
});
