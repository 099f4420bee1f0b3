import { describe, expect, it } from "vitest";
import type { FeatureId } from "@/lib/ids";
import { nanomoney } from "@/lib/money/money";
import {
  entitled,
  FEATURES,
  GONE,
  money,
  monthly,
  paths,
  plan,
  recurring,
  SEATS,
  SSO,
  tier,
  units,
  usage,
} from "@/lib/testing/draft-plans";
import type { DraftEntitlement } from "./draft";
import { draftIssues } from "./draft-issues";

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
    const half = recurring(0n, { amount: nanomoney(5_000_000n) });

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

  it("counts coins in money only: a fee in credits has as many places as credits", () => {
    const mailbox = recurring(0n, { amount: nanomoney(1n), creditUnit: "credits" });

    expect(paths(plan({ charges: [mailbox] }))).toEqual([]);
  });

  it("wants of a step what it costs in all: a price a unit has no meaning there", () => {
    const step = (unit: bigint, inAll: bigint) => ({
      ...{ upTo: null, unitAmount: money(unit), flatAmount: money(inAll) },
    });
    const of = (model: "STAIRSTEP" | "VOLUME", unit: bigint, inAll: bigint) =>
      paths(plan({ charges: [usage({ model, tiers: [step(unit, inAll)] })] }));

    expect(of("STAIRSTEP", 2n, 0n)).toEqual(["charges.0.tiers.0.flatAmount"]);
    expect(of("STAIRSTEP", 2n, 5n)).toEqual([]);
    expect(of("STAIRSTEP", 0n, 0n)).toEqual([]);
    expect(of("VOLUME", 2n, 0n)).toEqual([]);
  });

  it("tells a fee, and credits, that were added twice", () => {
    const named = { ...recurring(100n), name: "Support" };

    expect(paths(plan({ charges: [recurring(100n), recurring(100n)] }))).toEqual([
      "charges.1.name",
    ]);
    expect(paths(plan({ grants: [monthly(), monthly()] }))).toEqual(["grants.1.name"]);
    expect(paths(plan({ charges: [recurring(100n), recurring(101n), named] }))).toEqual([]);
    expect(
      paths(plan({ grants: [monthly(), monthly({ expirationKind: "BILLING_CYCLE" })] })),
    ).toEqual([]);
  });

  it("refuses two prices of one key", () => {
    const [one, other] = [recurring(1n, { lookupKey: "base" }), recurring(2n)];

    expect(paths(plan({ charges: [one, other, one] }))).toEqual(["charges.2.lookupKey"]);
  });

  it("wants a commitment that is something, in coins that there are", () => {
    const of = (amount: bigint, creditUnit: string | null = null) =>
      paths(plan({ grants: [monthly()], commitment: { amount: nanomoney(amount), creditUnit } }));

    expect(of(50_000_000_000_000n)).toEqual([]);
    expect(of(0n)).toEqual(["commitment.amount"]);
    expect(of(1n)).toEqual(["commitment.amount"]);
    expect(of(1n, "credits")).toEqual([]);
  });

  it("leaves trial and commitment to the plan that an add-on is sold on top of", () => {
    const addOn = plan({
      kind: "ADD_ON",
      charges: [recurring(1_000n, { trialDays: 7 })],
      commitment: { amount: money(100n), creditUnit: null },
    });

    expect(paths(addOn)).toEqual(["commitment", "charges.0.trialDays"]);
    expect(paths(plan({ kind: "ADD_ON", charges: [recurring(1_000n)] }))).toEqual([]);
  });
});
