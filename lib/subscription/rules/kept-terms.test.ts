import { describe, expect, it } from "vitest";
import type { ChargeId, FeatureId, OverrideId, PlanGrantId } from "@/lib/ids";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { type Choices, NO_CHOICES } from "./choices";
import { keptTerms } from "./kept-terms";
import type { Override, OverrideTerms } from "./override";

const AT = new Date("2026-04-16T00:00:00Z");
const charge = (id: string, name: string) => fee("10", { id: id as ChargeId, name });
const grant = (id: string, name: string) => ({ ...monthlyGrant, id: id as PlanGrantId, name });
const v1 = basic({
  charges: [charge("base-1", ""), charge("seat-1", "Seat")],
  grants: [grant("grant-1", "Monthly")],
});
const v2 = basic({
  charges: [charge("seat-2", "Seat"), charge("base-2", ""), charge("new-2", "New")],
  grants: [grant("bonus-2", "Bonus"), grant("grant-2", "Monthly")],
});
const agreed = (terms: OverrideTerms, until: string | null = null): Override => ({
  ...{ id: "override" as OverrideId, since: "2026-04-01T00:00:00.000Z", until },
  ...{ by: "Ada", reason: "Agreed", ...terms },
});
const kept = (own: Partial<Choices>, after = v2) =>
  keptTerms(v1, after, { choices: { ...NO_CHOICES, ...own }, at: AT });

const feeOf = (id: string) => ({ kind: "fee" as const, chargeId: id as ChargeId, amount: "8" });

describe("a subscription's own terms in another version", () => {
  it("are nothing where it has none", () => {
    expect(kept({})).toEqual({ quantities: {} });
  });

  it("go by names, and by places of what has none", () => {
    const credits = {
      kind: "credits" as const,
      planGrantId: "grant-1" as PlanGrantId,
      credits: "9",
    };

    expect(
      kept({
        quantities: { ["seat-1" as ChargeId]: 3 },
        quantitiesNext: { ["seat-1" as ChargeId]: 2 },
        overrides: [agreed(feeOf("base-1")), agreed(credits, "2026-09-01T00:00:00.000Z")],
      }),
    ).toEqual({
      ...{ quantities: { "seat-2": 3 }, quantitiesNext: { "seat-2": 2 } },
      overrides: [
        agreed(feeOf("base-2")),
        agreed({ ...credits, planGrantId: "grant-2" as PlanGrantId }, "2026-09-01T00:00:00.000Z"),
      ],
    });
  });

  it("of a feature stay as they are, and those that are over stay behind", () => {
    const limit = { kind: "limit" as const, featureId: "calls" as FeatureId, usageLimit: "5" };

    expect(
      kept({ overrides: [agreed(limit), agreed(feeOf("gone"), "2026-04-16T00:00:00.000Z")] }),
    ).toEqual({ quantities: {}, overrides: [agreed(limit)] });
  });

  it("are not guessed at where the version has no such part", () => {
    const without = basic({ charges: [charge("base-2", "")], grants: [] });

    expect(kept({ quantities: { ["seat-1" as ChargeId]: 3 } }, without)).toBeUndefined();
    expect(kept({ overrides: [agreed(feeOf("seat-1"))] }, without)).toBeUndefined();
  });
});
