import { describe, expect, it } from "vitest";
import type { Entitlement } from "@/lib/catalog/rules/catalog";
import { newId } from "@/lib/ids";
import { quantityFromRow } from "@/lib/money/quantity";
import { featureChanges } from "./feature-changes";

const allowed = (over: Partial<Entitlement> = {}): Entitlement => ({
  ...{ id: newId(), featureId: newId(), isEnabled: true, includedUnits: null, usageLimit: null },
  ...{ isSoftLimit: true, reset: "MONTH", per: { kind: "customer" }, staticValue: null },
  ...over,
});

describe("what a change of plan changes of features", () => {
  it("is nothing where both plans allow the same", () => {
    const exports = allowed({ usageLimit: quantityFromRow("50") });
    const again = { ...exports, id: newId<Entitlement["id"]>() };
    expect(featureChanges({ entitlements: [exports] }, { entitlements: [again] })).toEqual([]);
  });

  it("is what is lost, what is new, and what goes another way", () => {
    const [lost, added, less] = [
      allowed(),
      allowed(),
      allowed({ usageLimit: quantityFromRow("100") }),
    ];
    const then = { ...less, usageLimit: quantityFromRow("50") };

    expect(featureChanges({ entitlements: [lost, less] }, { entitlements: [then, added] })).toEqual(
      [
        { featureId: lost.featureId, before: lost, after: undefined },
        { featureId: less.featureId, before: less, after: then },
        { featureId: added.featureId, before: undefined, after: added },
      ],
    );
  });

  it("takes one that is switched off for one that is not listed", () => {
    const off = allowed({ isEnabled: false });
    expect(featureChanges({ entitlements: [off] }, { entitlements: [] })).toEqual([]);
  });
});
