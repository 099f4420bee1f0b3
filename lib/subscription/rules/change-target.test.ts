import { describe, expect, it } from "vitest";
import type { CreditsCharge, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId, PlanVersionId } from "@/lib/ids";
import { credits, money } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { type Had, isSame, sameTiers, targetOf } from "./change-target";
import { NO_CHOICES } from "./choices";

const tiered = (id: string, amounts: readonly string[]): CreditsCharge => ({
  ...{ kind: "CREDITS", id: id as ChargeId, name: "Credits", currency: "USD" },
  ...{ creditUnit: "credits", billingPeriod: "MONTHLY", timing: "ADVANCE", trialDays: 0 },
  tiers: amounts.map((amount) => ({ credits: credits(amount), price: money("149") })),
  ...{ cadence: "PERIOD_START", gives: monthlyGrant },
});
const version = (id: string, charges: PlanVersion["charges"]) =>
  basic({ id: id as PlanVersionId, charges, grants: [] });
const v1 = version("v1", [tiered("t1", ["2000", "3000"])]);
const had: Had = {
  version: v1,
  billingPeriod: "MONTHLY",
  choices: {
    ...{ tiers: { ["t1" as ChargeId]: 1 }, quantities: { ["seat" as ChargeId]: 3 } },
    addOns: [{ planVersionId: "addon" as PlanVersionId, quantity: 2 }],
  },
};
const open = { tier: null, tiers: {}, billingPeriod: null };

describe("what a change leaves open", () => {
  it("stays as it is within the same version", () => {
    const target = targetOf(v1, open, had);

    expect(target).toEqual({ choices: had.choices, billingPeriod: "MONTHLY" });
    expect("choices" in target && isSame(had, { version: v1, ...target })).toBe(true);
  });

  it("changes by the tier alone", () => {
    const target = targetOf(v1, { ...open, tier: 0 }, had);

    expect(target).toMatchObject({ choices: { tiers: { t1: 0 }, quantities: { seat: 3 } } });
    expect("choices" in target && isSame(had, { version: v1, ...target })).toBe(false);
  });

  it("of another plan is its add-ons alone, and its only interval", () => {
    const annual = version("v9", [fee("588")]);

    expect(targetOf(annual, open, had)).toEqual({
      choices: { ...NO_CHOICES, addOns: had.choices.addOns },
      billingPeriod: "ANNUAL",
    });
  });

  it("is no tier of the month where the same plan is billed by the year from then on", () => {
    const yearly = { ...tiered("year", ["24000", "36000"]), billingPeriod: "ANNUAL" } as const;
    const both = version("v1", [tiered("t1", ["2000", "3000"]), yearly]);
    const asked = {
      tier: null,
      tiers: { ["year" as ChargeId]: 0 },
      billingPeriod: "ANNUAL",
    } as const;

    expect(targetOf(both, asked, { ...had, version: both })).toMatchObject({
      choices: { tiers: { year: 0 } },
      billingPeriod: "ANNUAL",
    });
  });

  it("has to be said where the other plan has several tiers", () => {
    const other = version("v9", [tiered("t9", ["1", "2"])]);

    expect(targetOf(other, open, had)).toMatchObject({ field: "tier" });
    expect(targetOf(other, { ...open, tier: 5 }, had)).toMatchObject({ field: "tier" });
  });
});

describe("the same tiers in another version", () => {
  it("are those that give as many credits, wherever they stand", () => {
    const v2 = version("v2", [tiered("t2", ["1000", "2000", "3000"])]);

    expect(sameTiers(v2, had)).toEqual({ tier: null, tiers: { t2: 2 } });
  });

  it("are none where no tier gives as many", () => {
    expect(sameTiers(version("v2", [tiered("t2", ["1000"])]), had)).toBeUndefined();
  });
});
