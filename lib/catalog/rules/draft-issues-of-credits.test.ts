import { describe, expect, it } from "vitest";
import { nanomoney } from "@/lib/money/money";
import {
  credits,
  EXPORT,
  GONE,
  money,
  monthly,
  paths,
  plan,
  recurring,
  usage,
} from "@/lib/testing/draft-plans";
import type { DraftGrant } from "./draft";

describe("draftIssues, of what gives credits", () => {
  it("wants credit tiers that ascend and can be paid", () => {
    const tiers = (...found: [bigint, bigint][]) =>
      paths(
        plan({
          charges: [
            {
              kind: "CREDITS",
              lookupKey: null,
              trialDays: 0,
              gives: monthly(),
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

  it("lets credits end with a trial only once, and only where there is one", () => {
    const ofTrial = (over: Partial<DraftGrant>, trialDays: number) =>
      paths(
        plan({
          charges: [recurring(14_900n, { trialDays })],
          grants: [monthly({ cadence: "ONETIME", expirationKind: "TRIAL", ...over })],
        }),
      );

    expect(ofTrial({}, 14)).toEqual([]);
    expect(ofTrial({}, 0)).toEqual(["grants.0.expirationKind"]);
    expect(ofTrial({ cadence: "RECURRING" }, 14)).toEqual(["grants.0.expirationKind"]);
  });

  it("asks of what the tiers give what it asks of a grant", () => {
    const tier = { credits: credits(2000n), price: money(14_900n) };
    const of = (over: Partial<DraftGrant>) =>
      paths(
        plan({
          charges: [
            {
              kind: "CREDITS",
              lookupKey: null,
              trialDays: 0,
              gives: monthly(over),
              tiers: [tier],
            },
          ],
        }),
      );

    expect(of({})).toEqual([]);
    expect(of({ expirationKind: "DURATION" })).toEqual(["charges.0.gives.expirationDuration"]);
    expect(of({ expirationKind: "TRIAL" })).toEqual(["charges.0.gives.expirationKind"]);
    expect(of({ featureIds: [EXPORT] })).toEqual([]);
    expect(of({ featureIds: [EXPORT, GONE] })).toEqual(["charges.0.gives.featureIds"]);
  });

  it("wants a price for credits that are settled by invoice", () => {
    const price = usage({ settlement: "INVOICE", creditUnit: "credits" });

    expect(paths(plan({ charges: [price] }))).toEqual(["charges.0.settlement"]);
    const invoiced = { overageRule: "INVOICE", overagePrice: money(100n) } as const;
    expect(paths(plan({ ...invoiced, charges: [price] }))).toEqual([]);
    expect(paths(plan({ charges: [usage({ creditUnit: "credits" })] }))).toEqual([]);
    expect(paths(plan({ charges: [usage({ settlement: "INVOICE" })] }))).toEqual([]);
  });
});
