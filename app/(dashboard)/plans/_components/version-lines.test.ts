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
    cost: "5 credits",
  },
];

const textOf = (parts: Partial<PlanVersionView>, label: string) =>
  versionLines(version(parts), COSTS)
    .find((line) => line.label === label)
    ?.fields.map(([name, text]) => `${name}: ${text}`);

describe("versionLines", () => {
  it("says a fee field by field", () => {
    expect(textOf({ charges: [fee("149")] }, "Price")).toEqual([
      "Amount: $149.00",
      "Every: month",
      "Invoiced: in advance",
    ]);
  });

  it("says a fee in credits with its pieces, and what is free of them", () => {
    const mailbox = { ...fee("25"), currency: null, creditUnit: "credits", name: "Mailboxes" };
    const pieces = { quantity: 3, freeQuantity: 1, onShortage: "SUSPEND" as const };
    expect(textOf({ charges: [{ ...mailbox, ...pieces }] }, "Mailboxes")).toEqual([
      "Amount: 25 credits",
      "Every: month",
      "Invoiced: in advance",
      "Pieces: 3",
      "Of them free: 1",
      "Too few credits: the item is suspended",
    ]);
  });

  it("says how often credits come and how they live", () => {
    expect(textOf({ grants: [grant("2500")] }, "Credits")).toEqual([
      "Given: 2,500 credits every month",
      "Unused credits: unused ones end with the month",
      "Priority: 10",
      "Kind: Part of the plan",
    ]);
  });

  it("reads free units, and a limit without free units as what is free", () => {
    const included = exports({ includedUnits: "50", usageLimit: null });
    const limited = exports({ includedUnits: null, usageLimit: "50" });
    const capped = exports({ includedUnits: "0", usageLimit: "100" });
    expect(textOf({ entitlements: [included] }, "Contact export")).toEqual([
      "Allowed: 50 exports free a billing period, then 5 credits per export",
    ]);
    expect(textOf({ entitlements: [limited] }, "Contact export")).toEqual([
      "Allowed: 50 exports free a billing period, not more",
    ]);
    expect(textOf({ entitlements: [capped] }, "Contact export")).toEqual([
      "Allowed: 5 credits per export, at most 100 a billing period",
    ]);
  });
});

describe("changesBetween", () => {
  const before = versionLines(version({ charges: [fee("149")], grants: [grant("2500")] }), COSTS);

  it("finds nothing between equal versions", () => {
    expect(changesBetween(before, before)).toEqual([]);
  });

  it("tells which field changed, what is new and what is gone", () => {
    const after = versionLines(
      version({
        charges: [fee("199")],
        entitlements: [exports({ includedUnits: "50", usageLimit: null })],
      }),
      COSTS,
    );

    const changes = changesBetween(before, after);

    expect(changes.map(({ label, kind }) => [label, kind])).toEqual([
      ["Price", "changed"],
      ["Contact export", "added"],
      ["Credits", "removed"],
    ]);
    expect(changes[0]?.fields).toEqual([{ name: "Amount", before: "$149.00", after: "$199.00" }]);
    expect(changes[2]?.fields.every((field) => field.after === null)).toBe(true);
  });

  it("keeps two parts apart that nothing tells apart but their order", () => {
    const two = versionLines(version({ grants: [grant("10"), grant("20")] }), COSTS);
    const one = versionLines(version({ grants: [grant("10")] }), COSTS);

    expect(changesBetween(two, one).map(({ kind }) => kind)).toEqual(["removed"]);
  });
});
