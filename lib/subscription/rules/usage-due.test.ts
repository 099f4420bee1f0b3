/** What a close asks of use: whose charges, of which windows, and what is missing to a minimum. */
import { describe, expect, it } from "vitest";
import type { Catalog, PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import type { Pricing } from "@/lib/catalog/rules/pricing";
import type { ChargeId, SubscriptionId } from "@/lib/ids";
import { decimalText } from "@/lib/money/decimal";
import { money, quantity } from "@/lib/testing/amounts";
import type { Course, PastSubscription } from "./subscription";
import { type Close, currencyOfCharge, invoiceableAt, isOfTrial, shortfallOf } from "./usage-due";

const at = (text: string) => new Date(`2026-${text}T00:00:00Z`);
const MONTHLY = { length: "MONTHLY", count: 1 } as const;
const course = (over: Partial<Course> = {}) =>
  ({
    ...{ zone: "UTC", cadence: MONTHLY, anchorAt: at("03-01"), startedAt: at("03-01") },
    ...{ trialEndsAt: null, endsAt: null, grants: [], periodIndex: 1 },
    period: { start: at("04-01"), end: at("05-01") },
    ...over,
  }) as Course;
const renewal = (over: Partial<Course> = {}): Close => ({
  ...{ kind: "renew", course: course(over) },
  ended: { start: at("03-01"), end: at("04-01") },
});
const charge = (id: string, over: Partial<UsageCharge> = {}) =>
  ({
    ...{ kind: "USAGE", id: id as ChargeId, overage: null, settle: "wallet_then_invoice" },
    unit: { kind: "money", currency: "USD" },
    ...over,
  }) as UsageCharge;
const version = (...charges: UsageCharge[]) => ({ charges }) as unknown as PlanVersion;

describe("what a close invoices", () => {
  const old = {
    ...{ planVersionId: "old", choices: { tiers: {}, addOns: [] }, status: "ENDED" },
    ...{ startedAt: at("01-10"), endsAt: at("02-20") },
    line: { anchorAt: at("01-10"), zone: "UTC", cadence: MONTHLY },
  } as unknown as PastSubscription;
  const catalog = {
    planVersions: new Map([["old", version(charge("past"))]]),
  } as unknown as Catalog;
  const closed = {
    id: "sub" as SubscriptionId,
    catalog,
    version: version(charge("own")),
    step: renewal(),
  };

  it("is the plan's own use, and that of subscriptions which are over; not of running ones", () => {
    expect([...invoiceableAt({ ...closed, subscriptions: [old] }).keys()]).toEqual(["past", "own"]);
    const running = { ...old, status: "ACTIVE" } as PastSubscription;
    expect([...invoiceableAt({ ...closed, subscriptions: [running] }).keys()]).toEqual(["own"]);
  });

  it("tells the period of each window, as it was lived", () => {
    const found = invoiceableAt({ ...closed, subscriptions: [old] });
    expect(found.get("own" as ChargeId)?.periodFrom(at("03-01"))).toEqual(renewal().ended);
    expect(found.get("past" as ChargeId)?.periodFrom(at("02-10"))).toEqual({
      ...{ start: at("02-10"), end: at("02-20") },
    });
  });

  it("is nothing of a trial", () => {
    const tried = renewal({ startedAt: at("02-15"), trialEndsAt: at("03-01") });
    expect(isOfTrial(tried, at("02-15"))).toBe(true);
    expect(isOfTrial(tried, at("03-01"))).toBe(false);
    expect(isOfTrial(renewal(), at("03-01"))).toBe(false);
  });

  it("is asked in the charge's currency, or the one of overage, or not at all", () => {
    const credits = { unit: { kind: "credits", creditUnit: "credits" } } as const;
    const overage = { unitPrice: money("0.1"), currency: "EUR" };
    expect(currencyOfCharge(charge("a"))).toBe("USD");
    expect(currencyOfCharge(charge("a", { ...credits, settle: "invoice", overage }))).toBe("EUR");
    expect(currencyOfCharge(charge("a", { ...credits, settle: "invoice" }))).toBeNull();
    expect(currencyOfCharge(charge("a", { ...credits, overage }))).toBeNull();
  });
});

describe("what is missing to a minimum", () => {
  const pricing: Pricing = {
    ...({ model: "PER_UNIT", unitAmount: money("10") } as const),
    ...{ freeUnits: quantity("0"), maximum: null, minimum: money("31") },
  };
  const missing = (used: string, step: Close) => {
    const tally = { quantity: quantity(used), events: 1 };
    const { minimum, missing: short } = shortfallOf(charge("a", { pricing }), tally, step);
    return [decimalText(minimum), decimalText(short)];
  };

  it("is the difference to the price, and nothing once the price is as much", () => {
    expect(missing("0", renewal())).toEqual(["31", "31"]);
    expect(missing("3", renewal())).toEqual(["31", "1"]);
    expect(missing("4", renewal())).toEqual(["31", "0"]);
  });

  it("goes by the share of the period that was lived", () => {
    const period = { start: at("03-01"), end: at("04-01") };
    const ended = { start: at("03-01"), end: at("03-11") };
    const end: Close = { kind: "end", course: course({ periodIndex: 0, period }), ended };
    expect(missing("0", end)).toEqual(["10", "10"]);
  });
});
