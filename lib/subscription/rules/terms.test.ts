import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CreditsCharge, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ChargeId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, nanocredits, sum } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { credits, money } from "@/lib/testing/amounts";
import { basic, monthlyGrant, START } from "@/lib/testing/plan-terms";
import { walk } from "@/lib/testing/walked-steps";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { NO_CHOICES } from "./choices";
import { chooseTiers } from "./choose-tiers";
import type { Step } from "./renewal";
import { wholeAmount } from "./share";
import { planStart } from "./start";
import { termsOf } from "./terms";
import { MONTHS_OF } from "./tier";

const TIERED = "price-credits" as ChargeId;
const tiered = (over: Partial<CreditsCharge> = {}): CreditsCharge => ({
  kind: "CREDITS",
  id: TIERED,
  name: "Starter",
  currency: "USD",
  creditUnit: "credits",
  billingPeriod: "MONTHLY",
  timing: "ADVANCE",
  trialDays: 0,
  tiers: [
    { credits: credits("2000"), price: money("149") },
    { credits: credits("3000"), price: money("199") },
  ],
  cadence: "PERIOD_START",
  gives: monthlyGrant,
  ...over,
});
const planWith = (charge: CreditsCharge) => basic({ charges: [charge], grants: [] });
const catalogOf = (version: PlanVersion) => ({ planVersions: new Map([[version.id, version]]) });

/** The terms of a subscription of this plan that took this tier. */
function termsWith(charge: CreditsCharge, tier: number): PlanVersion {
  const version = planWith(charge);
  const choices = { ...NO_CHOICES, tiers: { [charge.id]: tier } };
  const terms = termsOf(catalogOf(version), { planVersionId: version.id, choices }, START);
  if (!terms) throw new Error("no terms");
  return terms;
}
const startOf = (version: PlanVersion, billingPeriod: CreditsCharge["billingPeriod"]) =>
  planStart(version, { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY", billingPeriod });
const amounts = (lines: readonly InvoiceLine[]) => lines.map(({ amount }) => moneyText(amount));
const given = ({ issues }: Pick<Step, "issues">) =>
  issues.map(({ grant, occurrence }) => [
    creditsText(grant.amount),
    occurrence.dueAt.toISOString().slice(0, 10),
    occurrence.expiresAt?.toISOString().slice(0, 10),
  ]);
describe("termsOf", () => {
  it("is the plan's version itself where nothing was chosen", () => {
    const version = planWith(tiered());
    const chosen = { planVersionId: version.id, choices: NO_CHOICES };
    expect(termsOf(catalogOf(version), chosen, START)).toBe(version);
  });

  it("is made once for the same choices of the same catalogue, and anew for another", () => {
    const version = planWith(tiered());
    const catalog = catalogOf(version);
    const ask = (tier: number, of = catalog) => {
      const choices = { ...NO_CHOICES, tiers: { [TIERED]: tier } };
      return termsOf(of, { planVersionId: version.id, choices }, START);
    };

    expect(ask(1)).toBe(ask(1));
    expect(ask(1)).not.toEqual(ask(0));
    expect(ask(1, catalogOf(version))).not.toBe(ask(1));
  });
});

describe("a tier of credits, all at the start of the billing period", () => {
  it("asks its price and gives its credits, month by month", () => {
    const terms = termsWith(tiered(), 1);
    const start = startOf(terms, "MONTHLY");
    const [renewal] = walk(terms, start.course, new Date("2026-02-28T09:00:00Z"));

    expect(amounts(start.lines)).toEqual(["199"]);
    expect(given(start)).toEqual([["3000", "2026-01-31", "2026-02-28"]]);
    expect(renewal?.kind === "renew" && amounts(renewal.lines)).toEqual(["199"]);
    expect(renewal && given(renewal)).toEqual([["3000", "2026-02-28", "2026-03-31"]]);
  });

  it("gives the year's credits up front where it is billed by the year", () => {
    const tiers = [{ credits: credits("24000"), price: money("1800") }];
    const { issues, lines } = startOf(
      termsWith(tiered({ billingPeriod: "ANNUAL", tiers }), 0),
      "ANNUAL",
    );

    expect(amounts(lines)).toEqual(["1800"]);
    expect(given({ issues })).toEqual([["24000", "2026-01-31", "2027-01-31"]]);
  });

  it("ends by its own rule where the charge says so", () => {
    const gives = { ...monthlyGrant, expiry: { kind: "NEVER" } } as const;
    expect(given(startOf(termsWith(tiered({ gives }), 0), "MONTHLY"))).toEqual([
      ["2000", "2026-01-31", undefined],
    ]);
  });

  it("may cost and give nothing, as a free plan's", () => {
    const tiers = [{ credits: credits("0"), price: money("0") }];
    const start = startOf(termsWith(tiered({ tiers }), 0), "MONTHLY");

    expect(start.issues).toEqual([]);
    expect(amounts(start.lines)).toEqual(["0"]);
  });
});

describe("a tier of credits in monthly shares", () => {
  it("gives a quarter's credits in three parts that add up to it, quarter after quarter", () => {
    const tiers = [{ credits: credits("2000"), price: money("400") }];
    const terms = termsWith(tiered({ billingPeriod: "QUARTERLY", cadence: "MONTHLY", tiers }), 0);
    const start = startOf(terms, "QUARTERLY");
    const steps = walk(terms, start.course, new Date("2026-06-30T09:00:00Z"));

    expect(given(start)).toEqual([["666.66", "2026-01-31", "2026-02-28"]]);
    expect(steps.map((step) => [step.kind, ...given(step).flat()])).toEqual([
      ["issue", "666.67", "2026-02-28", "2026-03-31"],
      ["issue", "666.67", "2026-03-31", "2026-04-30"],
      ["renew", "666.66", "2026-04-30", "2026-05-31"],
      ["issue", "666.67", "2026-05-31", "2026-06-30"],
      ["issue", "666.67", "2026-06-30", "2026-07-31"],
    ]);
  });

  it("add up to the tier exactly, whatever it is and however many they are", () => {
    const anyAmount = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(nanocredits);
    fc.assert(
      fc.property(
        anyAmount,
        fc.constantFrom(...PERIOD_LENGTHS),
        fc.nat(9),
        (amount, length, places) => {
          const shares = MONTHS_OF[length];
          const parts = Array.from({ length: shares }, (_, n) =>
            wholeAmount({ amount, places, shares }, n),
          );
          expect(sum(parts)).toBe(amount);
          expect(parts.every((part) => part >= 0n)).toBe(true);
          expect(wholeAmount({ amount, places, shares }, -shares)).toBe(parts[0]);
        },
      ),
    );
  });
});

describe("chooseTiers", () => {
  const open = { tier: null, tiers: {} };
  const version = planWith(tiered());
  const single = planWith(tiered({ tiers: [{ credits: credits("5"), price: money("1") }] }));

  it("takes the only tier unless another is named", () => {
    expect(chooseTiers(single, "MONTHLY", open)).toEqual({ tiers: { [TIERED]: 0 } });
    expect(chooseTiers(version, "MONTHLY", { ...open, tier: 1 })).toEqual({
      tiers: { [TIERED]: 1 },
    });
    expect(chooseTiers(version, "MONTHLY", { ...open, tiers: { [TIERED]: 0 } })).toEqual({
      tiers: { [TIERED]: 0 },
    });
  });

  it("has nothing to choose for a period that asks for no tiers", () => {
    expect(chooseTiers(version, "ANNUAL", open)).toEqual({ tiers: {} });
  });

  it("says what is wrong with what was named, or was not", () => {
    const fault = (asked: Parameters<typeof chooseTiers>[2], of = version) =>
      chooseTiers(of, "MONTHLY", asked);
    const two = basic({ charges: [tiered(), tiered({ id: "price-b" as ChargeId })] });

    expect(fault(open)).toMatchObject({ field: "tier" });
    expect(fault({ ...open, tier: 2 })).toMatchObject({ field: "tier" });
    expect(fault({ ...open, tier: 0 }, basic())).toMatchObject({ field: "tier" });
    expect(fault({ ...open, tier: 0 }, two)).toMatchObject({ field: "tier" });
    expect(fault({ ...open, tiers: { ["price-x" as ChargeId]: 0 } })).toMatchObject({
      field: "tiers",
    });
  });
});
