import { describe, expect, it } from "vitest";
import type { ChargeId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { basic, fee, START } from "@/lib/testing/plan-terms";
import { walk } from "@/lib/testing/walked-steps";
import { NO_CHOICES } from "./choices";
import { chooseQuantities } from "./choose-quantities";
import type { FeeDraw } from "./credit-fee";
import { nextStep } from "./renewal";
import { planStart } from "./start";
import { termsOf } from "./terms";

const MAILBOX = "price-mailbox" as ChargeId;
const unit = { kind: "credits", creditUnit: "credits" } as const;
const mailbox = fee("1", {
  ...{ id: MAILBOX, name: "Mailbox", unit, amount: credits("200") },
  ...{ billingPeriod: "MONTHLY", quantity: 3, freeQuantity: 1 },
});
const domain = fee("1", {
  ...{ id: "price-domain" as ChargeId, name: "Domain", unit, amount: credits("1000") },
  billingPeriod: "ANNUAL",
});
const terms = { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY" } as const;
const told = (draws: readonly FeeDraw[]) =>
  draws.map(({ fee: { name }, amount, dueAt }) => [
    name,
    creditsText(amount),
    dueAt.toISOString().slice(0, 10),
  ]);
describe("fees in credits", () => {
  const version = basic({ charges: [fee("588"), mailbox, domain], grants: [] });
  const start = planStart(version, { ...terms, billingPeriod: "ANNUAL" });

  it("are drawn at the start of each period of their own, but for the free pieces", () => {
    const steps = walk(version, start.course, new Date("2027-01-31T09:00:00Z"));

    expect(told(start.draws)).toEqual([
      ["Mailbox", "400", "2026-01-31"],
      ["Domain", "1000", "2026-01-31"],
    ]);
    expect(told(steps.slice(0, 2).flatMap(({ draws }) => draws))).toEqual([
      ["Mailbox", "400", "2026-02-28"],
      ["Mailbox", "400", "2026-03-31"],
    ]);
    expect(steps.slice(0, 11).every(({ kind }) => kind === "issue")).toBe(true);
    expect(told(steps.at(-1)?.draws ?? [])).toEqual([
      ["Mailbox", "400", "2027-01-31"],
      ["Domain", "1000", "2027-01-31"],
    ]);
  });

  it("come on no invoice", () => {
    expect(start.lines).toHaveLength(1);
  });

  it("are not drawn while the plan is tried, nor from its end on", () => {
    const tried = planStart(version, { ...terms, billingPeriod: "ANNUAL", trialDays: 14 });
    expect(tried.draws).toEqual([]);
    const begun = nextStep(version, tried.course, new Date("2026-02-14T09:00:00Z"));
    expect(told(begun?.draws ?? [])).toHaveLength(2);

    const endsAt = new Date("2026-02-28T09:00:00Z");
    const ended = walk(version, { ...start.course, endsAt }, new Date("2026-06-01T00:00:00Z"));
    expect(ended.flatMap(({ draws }) => draws)).toEqual([]);
  });

  it("take their share of a period that is cut short", () => {
    const monthly = basic({ charges: [mailbox], grants: [] });
    const startsAt = new Date("2026-02-15T00:00:00Z");
    const { draws } = planStart(monthly, {
      ...{ startsAt, zone: "UTC", billingCycle: "CALENDAR", billingPeriod: "MONTHLY" },
    });
    expect(told(draws)).toEqual([["Mailbox", "200", "2026-02-15"]]);
  });

  it("cut a share down to the decimals of their unit, and leave what is whole as it is", () => {
    const fine = { ...mailbox, id: "price-fine" as ChargeId, amount: credits("0.0025") };
    const monthly = basic({ charges: [mailbox, fine], grants: [] });
    const drawnFrom = (startsAt: Date) =>
      told(
        planStart(monthly, {
          ...{ startsAt, zone: "UTC", billingCycle: "CALENDAR", billingPeriod: "MONTHLY" },
        }).draws,
      );

    // 19 of 28 days: 271.428… of 400; a share of 0.005 is nothing that anybody could see.
    expect(drawnFrom(new Date("2026-02-10T00:00:00Z"))).toEqual([
      ["Mailbox", "271.42", "2026-02-10"],
    ]);
    expect(drawnFrom(new Date("2026-02-01T00:00:00Z"))).toEqual([
      ["Mailbox", "400", "2026-02-01"],
      ["Mailbox", "0.005", "2026-02-01"],
    ]);
  });

  it("cost nothing where all pieces are free, and as many as the subscription takes", () => {
    const planVersions = new Map([[version.id, version]]);
    const drawnBy = (quantity: number) => {
      const choices = { ...NO_CHOICES, quantities: { [MAILBOX]: quantity } };
      const own = termsOf({ planVersions }, { planVersionId: version.id, choices }, START);
      return told(planStart(own ?? version, { ...terms, billingPeriod: "ANNUAL" }).draws);
    };
    expect(drawnBy(1)).toEqual([["Domain", "1000", "2026-01-31"]]);
    expect(drawnBy(6)[0]).toEqual(["Mailbox", "1000", "2026-01-31"]);
  });
});

describe("chooseQuantities", () => {
  it("takes those of the plan's fees alone", () => {
    const version = basic({ charges: [mailbox] });
    expect(chooseQuantities(version, { [MAILBOX]: 2 })).toEqual({ quantities: { [MAILBOX]: 2 } });
    expect(chooseQuantities(version, { ["price-x" as ChargeId]: 2 })).toMatchObject({
      field: "quantities",
    });
  });
});
