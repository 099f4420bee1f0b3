import { describe, expect, it } from "vitest";
import type { Catalog, Entitlement, PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import type {
  ChargeId,
  EntitlementId,
  FeatureId,
  OverrideId,
  PlanGrantId,
  PlanVersionId,
} from "@/lib/ids";
import { money, quantity } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { NO_CHOICES } from "./choices";
import { keptPrice, pricingKept } from "./kept-price";
import { inForce, type Override, type OverrideTerms, withEnd, withOverride } from "./override";
import { overrideFault } from "./overrides";
import { termsOf, usageChargesEver } from "./terms";

const EXPORT = "export" as FeatureId;
const FEE = "price-fee" as ChargeId;
const entitlement: Entitlement = {
  ...{ id: "ent-export" as EntitlementId, featureId: EXPORT, isEnabled: true },
  ...{ includedUnits: null, usageLimit: quantity("50"), isSoftLimit: true, reset: "MONTH" },
  ...{ staticValue: null, per: { kind: "customer" } },
};
const use: UsageCharge = {
  ...{ kind: "USAGE", id: "price-export" as ChargeId, name: "Export", featureId: EXPORT },
  ...{ unit: { kind: "credits", creditUnit: "credits" }, overage: null },
  settle: "wallet_then_invoice",
  pricing: {
    ...{ model: "PER_UNIT", unitAmount: money("5"), freeUnits: quantity("0") },
    ...{ maximum: null, minimum: null },
  },
};
const TIERS = [
  { upTo: "10", unitAmount: "2", flatAmount: "0" },
  { upTo: null, unitAmount: "1", flatAmount: "0" },
];
const graduated: OverrideTerms = {
  ...{ kind: "price", featureId: EXPORT, unit: { kind: "credits", creditUnit: "credits" } },
  price: { ...keptPrice(use.pricing), model: "GRADUATED", amount: null, tiers: TIERS },
};
const plan = basic({ charges: [fee("49"), use], entitlements: [entitlement] });
const more = basic({
  ...{ id: "plv-more" as PlanVersionId, kind: "ADD_ON", planName: "More" },
  charges: [fee("20", { id: "price-more" as ChargeId, name: "" })],
  grants: [{ ...monthlyGrant, id: "grant-more" as PlanGrantId, name: "" }],
  entitlements: [{ ...entitlement, id: "ent-more" as EntitlementId }],
});
const planVersions = new Map([plan, more].map((version) => [version.id, version]));

const day = (text: string) => new Date(`2026-${text}T00:00:00Z`);
const from = (since: string, until: string | null, terms: OverrideTerms): Override => ({
  ...terms,
  ...{ id: `${since}-${until}` as OverrideId, since: day(since).toISOString() },
  ...{ until: until && day(until).toISOString(), by: "Ada", reason: "As agreed" },
});
const feeOf = (amount: string): OverrideTerms => ({ kind: "fee", chargeId: FEE, amount });
const limitOf = (usageLimit: string | null): OverrideTerms => ({
  ...{ kind: "limit", featureId: EXPORT, usageLimit },
});

function termsWith(overrides: readonly Override[], at: string, addOns = NO_CHOICES.addOns) {
  const choices = { ...NO_CHOICES, addOns, overrides };
  const terms = termsOf({ planVersions }, { planVersionId: plan.id, choices }, day(at));
  if (!terms) throw new Error("no terms");
  return terms;
}
const asked = ({ charges: [first] }: PlanVersion) =>
  first?.kind === "RECURRING" ? first.amount : undefined;

describe("overrides", () => {
  it("hold from their beginning to before their end, and then the plan again", () => {
    const own = [from("02-01", "03-01", feeOf("39"))];
    expect(["01-31", "02-01", "02-28", "03-01"].map((at) => asked(termsWith(own, at)))).toEqual(
      ["49", "39", "39", "49"].map(money),
    );
  });

  it("give other credits, and allow other units", () => {
    const credits: OverrideTerms = {
      ...{ kind: "credits", planGrantId: monthlyGrant.id, credits: "3000" },
    };
    const own = [from("01-01", null, credits), from("01-01", null, limitOf("80"))];
    const terms = termsWith(own, "02-01");
    expect(terms.grants).toMatchObject([{ amount: money("3000") }]);
    expect(terms.entitlements).toEqual([{ ...entitlement, usageLimit: quantity("80") }]);
    const unlimited = termsWith([from("01-01", null, limitOf(null))], "02-01");
    expect(unlimited.entitlements).toMatchObject([{ usageLimit: null, isSoftLimit: true }]);
  });

  it("of a limit stand in place of what plan and add-ons allow together", () => {
    const addOns = [{ planVersionId: more.id, quantity: 3 }];
    const limits = (own: readonly Override[]) =>
      termsWith(own, "02-01", addOns).entitlements.map(({ usageLimit }) => usageLimit);
    expect(limits([])).toEqual(["50", "150"].map(quantity));
    expect(limits([from("01-01", null, limitOf("120"))])).toEqual([quantity("120")]);
  });

  it("price use by any model, under an id of their own, whatever priced it before", () => {
    const own = [from("02-01", null, graduated)];
    const [charge, ...others] = termsWith(own, "02-01").charges;
    expect(charge).toMatchObject({ id: own[0]?.id, pricing: { model: "GRADUATED" } });
    expect(others).toEqual([fee("49")]);
    const bare = basic({ charges: [] });
    const chosen = { planVersionId: bare.id, choices: { ...NO_CHOICES, overrides: own } };
    const terms = termsOf({ planVersions: new Map([[bare.id, bare]]) }, chosen, day("02-01"));
    expect(terms?.charges).toMatchObject([{ kind: "USAGE", featureId: EXPORT }]);
  });

  it("are all known to invoices, those that are over too", () => {
    const own = [from("02-01", "03-01", graduated), from("03-01", null, graduated)];
    const chosen = { planVersionId: plan.id, choices: { ...NO_CHOICES, overrides: own } };
    expect(usageChargesEver({ planVersions }, chosen).map(({ id }) => id)).toEqual([
      use.id,
      ...own.map(({ id }) => id),
    ]);
  });

  it("with an end win over those without, which hold again afterwards", () => {
    const standing = [from("01-01", null, feeOf("39"))];
    const own = withOverride(standing, from("02-01", "03-01", feeOf("29")));
    expect(["01-15", "02-15", "03-15"].map((at) => asked(termsWith(own, at)))).toEqual(
      ["39", "29", "39"].map(money),
    );
  });

  it("without an end take the place of the one before, and of one that was to come", () => {
    const standing = [from("01-01", null, feeOf("39")), from("04-01", null, feeOf("35"))];
    const own = withOverride(standing, from("02-01", null, feeOf("29")));
    expect(own).toHaveLength(2);
    expect(["01-15", "02-15", "04-15"].map((at) => asked(termsWith(own, at)))).toEqual(
      ["39", "29", "29"].map(money),
    );
  });

  it("end when it is said, and never were if that is before they begin", () => {
    const own = from("02-01", null, feeOf("39"));
    const ended = withEnd([own], own.id, day("03-01").toISOString());
    expect(inForce(ended, day("02-28"))).toHaveLength(1);
    expect(inForce(ended, day("03-01"))).toEqual([]);
    expect(withEnd([own], own.id, own.since)).toEqual([]);
  });

  it("are refused for what neither plan nor features have", () => {
    const features = new Map([[EXPORT, { type: "METERED", isArchived: false }]]);
    const catalog = { features } as unknown as Pick<Catalog, "features">;
    const none = { kind: "limit", featureId: "other" as FeatureId, usageLimit: "1" } as const;
    const terms = { plain: plan, bare: plan };
    expect(overrideFault(catalog, terms, feeOf("1"))).toBeNull();
    expect(overrideFault(catalog, terms, graduated)).toBeNull();
    expect(overrideFault(catalog, terms, none)).toMatchObject({ field: "featureId" });
    const gone: OverrideTerms = { kind: "fee", chargeId: "gone" as ChargeId, amount: "1" };
    expect(overrideFault(catalog, terms, gone)).toMatchObject({ field: "chargeId" });
  });

  it("keep each model of price as it was said", () => {
    for (const { pricing } of [
      use,
      { pricing: { ...use.pricing, model: "FLAT", amount: money("3") } },
      { pricing: { ...use.pricing, model: "PACKAGE", size: quantity("10"), amount: money("15") } },
      {
        pricing: {
          ...{ ...use.pricing, model: "PERCENTAGE", share: money("0.02"), freeEvents: 2 },
          ...{ fixedPerEvent: money("0.3"), freeAmount: quantity("100") },
        },
      },
    ] as unknown as readonly UsageCharge[]) {
      expect(keptPrice(pricingKept(keptPrice(pricing)))).toEqual(keptPrice(pricing));
    }
  });
});

describe("the terms with an add-on", () => {
  const terms = termsWith([], "02-01", [{ planVersionId: more.id, quantity: 3 }]);

  it("are the plan's and so many times the add-on's, under its name", () => {
    expect(terms.charges.slice(2)).toMatchObject([{ name: "More", quantity: 3 }]);
    expect(terms.grants.slice(1)).toMatchObject([
      { name: "More", amount: money("7500"), source: "add_on" },
    ]);
  });

  it("are those of their time", () => {
    const choices = {
      ...NO_CHOICES,
      addOnsBefore: [
        { until: day("02-01").toISOString(), addOns: [] },
        {
          until: day("03-01").toISOString(),
          addOns: [{ planVersionId: more.id, quantity: 1 }],
        },
      ],
    };
    const chosen = { planVersionId: plan.id, choices };
    const counts = ["01-15", "02-15", "03-01"].map(
      (at) => termsOf({ planVersions }, chosen, day(at))?.grants.length,
    );
    expect(counts).toEqual([1, 2, 1]);
  });
});
