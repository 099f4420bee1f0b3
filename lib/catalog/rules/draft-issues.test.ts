import { describe, expect, it } from "vitest";
import type { FeatureId } from "@/lib/ids";
import { nanocredits } from "@/lib/money/credits";
import { nanomoney } from "@/lib/money/money";
import { nanounits } from "@/lib/money/quantity";
import type { DraftCharge, DraftEntitlement, DraftFeatures, DraftGrant, DraftPlan } from "./draft";
import { draftIssues } from "./draft-issues";

const EXPORT = "export" as FeatureId;
const SSO = "sso" as FeatureId;
const SEATS = "seats" as FeatureId;
const GONE = "gone" as FeatureId;

const FEATURES: DraftFeatures = new Map([
  [EXPORT, { type: "METERED", isArchived: false }],
  [SSO, { type: "BOOLEAN", isArchived: false }],
  [SEATS, { type: "STATIC", isArchived: false }],
  [GONE, { type: "METERED", isArchived: true }],
]);

const money = (cents: bigint) => nanomoney(cents * 10_000_000n);
const units = (count: bigint) => nanounits(count * 1_000_000_000n);
const credits = (count: bigint) => nanocredits(count * 1_000_000_000n);

const recurring = (cents: bigint): DraftCharge => ({ kind: "RECURRING", amount: money(cents) });

const usage = (over: Partial<Extract<DraftCharge, { kind: "USAGE" }>> = {}): DraftCharge => ({
  kind: "USAGE",
  featureId: EXPORT,
  model: "PER_UNIT",
  amount: money(500n),
  packageSize: null,
  tiers: [],
  settlement: "WALLET_THEN_INVOICE",
  minimum: null,
  maximum: null,
  ...over,
});

const tier = (upTo: bigint | null) => ({
  upTo: upTo === null ? null : units(upTo),
  unitAmount: money(1n),
  flatAmount: money(0n),
});

const monthly = (over: Partial<DraftGrant> = {}): DraftGrant => ({
  credits: credits(2500n),
  cadence: "RECURRING",
  expirationKind: "GRANT_PERIOD",
  expirationDuration: null,
  expirationUnit: null,
  rollover: { mode: "none", cap: null, percent: null },
  ...over,
});

const entitled = (over: Partial<DraftEntitlement> = {}): DraftEntitlement => ({
  featureId: EXPORT,
  includedUnits: null,
  usageLimit: null,
  per: "customer",
  staticValue: null,
  ...over,
});

const plan = (over: Partial<DraftPlan> = {}): DraftPlan => ({
  currency: "USD",
  overageRule: "CARRY",
  overagePrice: null,
  charges: [],
  grants: [],
  entitlements: [],
  ...over,
});

const paths = (draft: DraftPlan) => draftIssues(draft, FEATURES).map(({ path }) => path);

describe("draftIssues", () => {
  it("finds nothing wrong with an annual plan of monthly credits and free units", () => {
    const basic = plan({
      charges: [recurring(58_800n), usage()],
      grants: [monthly()],
      entitlements: [
        entitled({ includedUnits: units(50n), usageLimit: units(50n) }),
        entitled({ featureId: SSO }),
        entitled({ featureId: SEATS, staticValue: "5" }),
      ],
    });

    expect(draftIssues(basic, FEATURES)).toEqual([]);
  });

  it("wants something to sell", () => {
    expect(paths(plan())).toEqual([""]);
    expect(paths(plan({ entitlements: [entitled({ featureId: SSO })] }))).toEqual([]);
  });

  it("wants a price for overage that is invoiced", () => {
    const invoiced = plan({ grants: [monthly()], overageRule: "INVOICE" });

    expect(paths(invoiced)).toEqual(["overagePrice"]);
    expect(paths({ ...invoiced, overagePrice: money(100n) })).toEqual([]);
  });

  it("names each list and index when a feature is there twice", () => {
    expect(
      paths(
        plan({
          charges: [recurring(100n), usage(), usage()],
          entitlements: [entitled(), entitled({ featureId: SSO }), entitled()],
        }),
      ),
    ).toEqual(["charges.2.featureId", "entitlements.2.featureId"]);
  });

  it.each([
    ["archived", GONE],
    ["not metered", SSO],
    ["unknown", "nothing" as FeatureId],
  ])("refuses a usage price of a feature that is %s", (_, featureId) => {
    expect(paths(plan({ charges: [usage({ featureId })] }))).toEqual(["charges.0.featureId"]);
  });

  it("counts the coins of the currency", () => {
    const half: DraftCharge = { kind: "RECURRING", amount: nanomoney(5_000_000n) };

    expect(paths(plan({ charges: [half] }))).toEqual(["charges.0.amount"]);
    expect(paths(plan({ charges: [recurring(1n)] }))).toEqual([]);
    expect(paths(plan({ currency: "JPY", charges: [recurring(1n)] }))).toEqual([
      "charges.0.amount",
    ]);
  });

  it.each([
    ["none at all", [], ["charges.0.tiers"]],
    ["ascending, the last open", [tier(10n), tier(20n), tier(null)], []],
    ["one, open", [tier(null)], []],
    ["the last closed", [tier(10n), tier(20n)], ["charges.0.tiers.1.upTo"]],
    ["an open one before the last", [tier(null), tier(null)], ["charges.0.tiers.0.upTo"]],
    ["equal bounds", [tier(10n), tier(10n), tier(null)], ["charges.0.tiers.1.upTo"]],
    ["falling bounds", [tier(10n), tier(5n), tier(null)], ["charges.0.tiers.1.upTo"]],
    ["a first of nothing", [tier(0n), tier(null)], ["charges.0.tiers.0.upTo"]],
  ])("reads tiers: %s", (_, tiers, found) => {
    expect(paths(plan({ charges: [usage({ model: "GRADUATED", tiers })] }))).toEqual(found);
  });

  it("wants what each pricing model is made of", () => {
    const of = (over: Parameters<typeof usage>[0]) => paths(plan({ charges: [usage(over)] }));

    expect(of({ amount: null })).toEqual(["charges.0.amount"]);
    expect(of({ model: "FLAT", amount: null })).toEqual(["charges.0.amount"]);
    expect(of({ model: "PACKAGE" })).toEqual(["charges.0.packageSize"]);
    expect(of({ model: "PACKAGE", packageSize: units(0n) })).toEqual(["charges.0.packageSize"]);
    expect(of({ model: "PACKAGE", packageSize: units(10n) })).toEqual([]);
    expect(of({ model: "PERCENTAGE", amount: money(101n) })).toEqual(["charges.0.amount"]);
    expect(of({ model: "PERCENTAGE", amount: money(2n) })).toEqual([]);
    expect(of({ minimum: money(2n), maximum: money(1n) })).toEqual(["charges.0.maximum"]);
    expect(of({ minimum: money(1n), maximum: money(1n) })).toEqual([]);
  });

  it("wants credit tiers that ascend and can be paid", () => {
    const tiers = (...found: [bigint, bigint][]) =>
      paths(
        plan({
          charges: [
            {
              kind: "CREDITS",
              tiers: found.map(([count, price]) => ({
                credits: credits(count),
                price: nanomoney(price),
              })),
            },
          ],
        }),
      );

    expect(tiers()).toEqual(["charges.0.tiers"]);
    expect(tiers([1000n, 29_000_000_000n], [5000n, 99_000_000_000n])).toEqual([]);
    expect(tiers([1000n, 29_000_000_000n], [1000n, 99_000_000_001n])).toEqual([
      "charges.0.tiers.1.credits",
      "charges.0.tiers.1.price",
    ]);
  });

  it("wants grants that give something and know their end", () => {
    const of = (over: Partial<DraftGrant>) => paths(plan({ grants: [monthly(over)] }));
    const once = { cadence: "ONETIME", expirationKind: "NEVER" } as const;

    expect(of({ credits: credits(0n) })).toEqual(["grants.0.credits"]);
    expect(of({ expirationKind: "DURATION" })).toEqual(["grants.0.expirationDuration"]);
    expect(
      of({ expirationKind: "DURATION", expirationDuration: 30, expirationUnit: "DAY" }),
    ).toEqual([]);
    expect(of(once)).toEqual([]);
    expect(of({ ...once, expirationKind: "GRANT_PERIOD" })).toEqual(["grants.0.expirationKind"]);
    expect(of({ ...once, rollover: { mode: "all", cap: null, percent: null } })).toEqual([
      "grants.0.rollover.mode",
    ]);
    expect(of({ rollover: { mode: "cap", cap: null, percent: null } })).toEqual([
      "grants.0.rollover.cap",
    ]);
    expect(of({ rollover: { mode: "percent", cap: null, percent: null } })).toEqual([
      "grants.0.rollover.percent",
    ]);
    const forever = { expirationKind: "NEVER" } as const;
    expect(of({ ...forever, rollover: { mode: "all", cap: null, percent: null } })).toEqual([
      "grants.0.rollover.mode",
    ]);
  });

  it("wants entitlements that fit their feature", () => {
    const of = (over: Partial<DraftEntitlement>) => paths(plan({ entitlements: [entitled(over)] }));

    expect(of({ featureId: SSO, includedUnits: units(5n) })).toEqual([
      "entitlements.0.includedUnits",
    ]);
    expect(of({ featureId: SEATS })).toEqual(["entitlements.0.staticValue"]);
    expect(of({ includedUnits: units(51n), usageLimit: units(50n) })).toEqual([
      "entitlements.0.usageLimit",
    ]);
    expect(of({ includedUnits: units(50n), usageLimit: units(50n) })).toEqual([]);
    expect(of({ per: "member", usageLimit: units(50n) })).toEqual([]);
    expect(of({ featureId: SSO, per: "member" })).toEqual(["entitlements.0.per"]);
  });
});
