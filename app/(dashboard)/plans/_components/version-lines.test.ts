import { describe, expect, it } from "vitest";
import type { PlanVersionView } from "@/lib/catalog/schema/plan";
import { changesBetween, versionLines } from "./version-lines";

const AT = "2026-11-01T00:00:00.000Z";

const version = (parts: Partial<PlanVersionView>): PlanVersionView => ({
  id: "plv_1",
  planId: "plan_1",
  number: 1,
  status: "PUBLISHED",
  currency: "USD",
  overageRule: "CARRY",
  overagePrice: null,
  commitment: null,
  charges: [],
  grants: [],
  entitlements: [],
  issues: [],
  createdAt: AT,
  updatedAt: AT,
  publishedAt: AT,
  ...parts,
});

const fee = (amount: string) => ({
  kind: "RECURRING" as const,
  id: "price_1",
  name: "",
  lookupKey: null,
  metadata: {},
  createdAt: AT,
  amount,
  currency: "USD",
  period: "MONTHLY" as const,
  invoiceCadence: "ADVANCE" as const,
  trialDays: 0,
  creditUnit: null,
  quantity: 1,
  freeQuantity: 0,
  onShortage: "OVERAGE" as const,
});

const grant = (credits: string) => ({
  id: "pgr_1",
  name: "",
  credits,
  creditUnit: "credits",
  cadence: "RECURRING" as const,
  period: "MONTHLY" as const,
  expirationKind: "GRANT_PERIOD" as const,
  expirationDuration: null,
  expirationUnit: null,
  priority: 10,
  category: "COMMITTED" as const,
  rollover: { mode: "none" as const, cap: null, percent: null, periods: 1 },
  isProrated: false,
  featureIds: [],
  metadata: {},
  createdAt: AT,
});

const exports = (terms: { includedUnits: string | null; usageLimit: string | null }) => ({
  id: "ent_1",
  feature: {
    id: "feat_1",
    key: "contact_export",
    name: "Contact export",
    type: "METERED" as const,
    unitSingular: "export",
    unitPlural: "exports",
  },
  isEnabled: true,
  isSoftLimit: false,
  reset: "BILLING_PERIOD" as const,
  per: "customer",
  staticValue: null,
  createdAt: AT,
  ...terms,
});

const COSTS = [
  {
    id: "feat_1",
    key: "contact_export",
    name: "Contact export",
    type: "METERED" as const,
    unitSingular: "export",
    unitPlural: "exports",
    cost: "5",
  },
];

const textOf = (parts: Partial<PlanVersionView>, label: string) =>
  versionLines(version(parts), COSTS).find((line) => line.label === label)?.text;

describe("versionLines", () => {
  it("says a fee with its period and when it is invoiced", () => {
    expect(textOf({ charges: [fee("149")] }, "Price")).toBe("$149.00 per month, in advance");
  });

  it("says how often credits come and when they end", () => {
    expect(textOf({ grants: [grant("2500")] }, "Credits")).toBe(
      "2,500 credits every month, unused ones end with the month; priority 10",
    );
  });

  it("reads free units, and a limit without free units as what is free", () => {
    const included = exports({ includedUnits: "50", usageLimit: null });
    const limited = exports({ includedUnits: null, usageLimit: "50" });
    const capped = exports({ includedUnits: "0", usageLimit: "100" });
    expect(textOf({ entitlements: [included] }, "Contact export")).toBe(
      "50 exports free a billing period, then 5 credits each",
    );
    expect(textOf({ entitlements: [limited] }, "Contact export")).toBe(
      "50 exports free a billing period, not more",
    );
    expect(textOf({ entitlements: [capped] }, "Contact export")).toBe(
      "5 credits each, at most 100 a billing period",
    );
  });
});

describe("changesBetween", () => {
  const before = versionLines(version({ charges: [fee("149")], grants: [grant("2500")] }), COSTS);

  it("finds nothing between equal versions", () => {
    expect(changesBetween(before, before)).toEqual([]);
  });

  it("tells what changed, what is new and what is gone", () => {
    const after = versionLines(
      version({
        charges: [fee("199")],
        entitlements: [exports({ includedUnits: "50", usageLimit: null })],
      }),
      COSTS,
    );
    expect(
      changesBetween(before, after).map(({ label, before: was, after: is }) => [
        label,
        was !== null,
        is !== null,
      ]),
    ).toEqual([
      ["Price", true, true],
      ["Contact export", false, true],
      ["Credits", true, false],
    ]);
  });
});
