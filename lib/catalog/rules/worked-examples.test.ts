import { describe, expect, it } from "vitest";
import type { ChargeId, FeatureId } from "@/lib/ids";
import { decimalText } from "@/lib/money/decimal";
import { credits, money } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import type { CreditsCharge, Entitlement } from "./catalog";
import type { Feature } from "./feature";
import { type ExampleTerms, workedExamples } from "./worked-examples";

const EXPORT = "export" as FeatureId;
const AT = new Date("2026-11-01T00:00:00Z");
const quantity = (count: bigint) => (count * 1_000_000_000n) as never;

const exports = {
  id: EXPORT,
  name: "Contact export",
  creditCosts: [
    {
      creditsPerUnit: credits("5"),
      creditUnit: "credits",
      property: null,
      effectiveFrom: new Date("2026-01-01T00:00:00Z"),
    },
    {
      creditsPerUnit: credits("9"),
      creditUnit: "credits",
      property: null,
      effectiveFrom: new Date("2027-01-01T00:00:00Z"),
    },
  ],
} as unknown as Feature;

const fiftyFree = {
  featureId: EXPORT,
  isEnabled: true,
  includedUnits: quantity(50n),
  usageLimit: null,
  isSoftLimit: false,
} as unknown as Entitlement;

const tiers = (over: Partial<CreditsCharge> = {}): CreditsCharge => ({
  kind: "CREDITS",
  id: "price-tiers" as ChargeId,
  name: "",
  currency: "USD",
  creditUnit: "credits",
  billingPeriod: "ANNUAL",
  timing: "ADVANCE",
  trialDays: 0,
  tiers: [{ credits: credits("24000"), price: money("1800") }],
  cadence: "PERIOD_START",
  gives: monthlyGrant,
  ...over,
});

const told = (version: ExampleTerms) =>
  workedExamples(version, { features: new Map([[EXPORT, exports]]), at: AT }).map(({ lines }) =>
    lines.map((line) => [
      line.label,
      line.money === null ? null : decimalText(line.money),
      line.credits === null ? null : decimalText(line.credits),
    ]),
  );

describe("workedExamples", () => {
  it("works an annual plan of monthly credits through a day, a year and a heavy month", () => {
    const version = basic({ charges: [fee("588", { name: "" })], entitlements: [fiftyFree] });

    expect(told(version)).toEqual([
      [
        ["Basic", "588", null],
        ["Monthly credits", null, "2500"],
        ["In all", "588", "2500"],
      ],
      [
        ["Billed yearly", "588", "30000"],
        ["So one credit costs", "0.0196", null],
      ],
      [
        ["100 × Contact export, 50 of them free", null, "-250"],
        ["The month's credits", null, "2500"],
        ["Left at the end", null, "2250"],
      ],
    ]);
  });

  it("takes the first tier, whole or by the month, for each period that is offered", () => {
    const monthly = tiers({
      billingPeriod: "MONTHLY",
      tiers: [{ credits: credits("2000"), price: money("149") }],
    });
    const [day, year] = told(
      basic({ charges: [tiers({ cadence: "MONTHLY" }), monthly], grants: [] }),
    );

    expect(day?.at(-1)).toEqual(["In all", "1800", "2000"]);
    expect(year).toEqual([
      ["Billed yearly", "1800", "24000"],
      ["So one credit costs", "0.075", null],
      ["Billed monthly", "1788", "24000"],
      ["So one credit costs", "0.0745", null],
    ]);
  });

  it("asks nothing on the first day of a trial, and gives its credits alone", () => {
    const trial = { ...monthlyGrant, name: "Trial", amount: credits("100") };
    const grants = [
      monthlyGrant,
      { ...trial, cadence: "ONE_TIME", expiry: { kind: "TRIAL" } } as const,
    ];
    const version = basic({ charges: [fee("149", { trialDays: 14 })], grants });

    expect(told(version)[0]).toEqual([
      ["Trial", null, "100"],
      ["In all", "0", "100"],
    ]);
  });

  it("takes fees in credits for the pieces that are not free", () => {
    const mailbox = fee("25", {
      name: "Mailboxes",
      unit: { kind: "credits", creditUnit: "credits" },
      billingPeriod: "MONTHLY",
      quantity: 3,
      freeQuantity: 1,
    });

    expect(told(basic({ charges: [mailbox] }))[0]).toEqual([
      ["Mailboxes", null, "-50"],
      ["Monthly credits", null, "2500"],
      ["In all", "0", "2450"],
    ]);
  });

  it("tells what is short, and what overage costs", () => {
    const grants = [{ ...monthlyGrant, amount: credits("200") }];
    const short = basic({ charges: [], grants, entitlements: [fiftyFree] });
    const overage = { unitPrice: money("1"), currency: "USD" };

    expect(told(short)[2]?.at(-1)).toEqual([
      "Short: refused, or carried where the wallet allows overage",
      null,
      "-50",
    ]);
    expect(told({ ...short, overage })[2]?.at(-1)).toEqual([
      "Short: invoiced as overage",
      "50",
      "-50",
    ]);
  });
});
