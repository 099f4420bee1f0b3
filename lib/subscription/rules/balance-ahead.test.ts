import { describe, expect, it } from "vitest";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanGrantId, SubscriptionId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { CUSTOMER, emptyBooks, grant, MemoryLedger } from "@/lib/testing/books";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { balanceAhead, daysBetween, type Mint, withWallets } from "./balance-ahead";
import { NO_CHOICES } from "./choices";
import type { ComingChange } from "./foresee-successor";
import { foreseenDeeds, unitsOf } from "./foreseen-deeds";
import { planGrantCommand } from "./plan-grant-command";
import { planStart } from "./start";

const START = new Date("2026-11-20T12:00:00Z");

const minting = (): Mint => {
  let minted = 0;
  return <Name>() => `minted-${String(++minted).padStart(4, "0")}` as Name;
};

/** Of a plan that began at `START` and gave what it gives at once, as days in which the balance moves. */
function ahead(version: PlanVersion, to: string, change: ComingChange | null = null) {
  const terms = { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY" } as const;
  const { course, issues } = planStart(version, { ...terms, billingPeriod: "MONTHLY" });
  const id = "subscription" as SubscriptionId;
  const ledger = new MemoryLedger(emptyBooks({ createdAt: START }));
  const [wallet] = ledger.books.wallets.values();
  if (!wallet) throw new RangeError("no wallet");
  const home = { subscriptionId: id, customerId: CUSTOMER, walletId: wallet.id, currency: "USD" };
  for (const issue of issues) ledger.do(planGrantCommand(issue, home), START);
  const ending = change ? { ...course, endsAt: course.period.end } : course;
  const running = {
    ...{ id, customerId: CUSTOMER, version, course: ending, change },
    catalog: { planVersions: new Map([[version.id, version]]) },
    chosen: { planVersionId: version.id, choices: NO_CHOICES },
    billingCycle: "ANNIVERSARY" as const,
  };
  const mint = minting();
  const days = daysBetween(START, new Date(to), "UTC");
  const books = withWallets(ledger.books, unitsOf(running), mint);
  const deeds = foreseenDeeds(running, days.at(-1)?.end ?? START, mint);
  const told = balanceAhead(books, deeds, { days, mint }).map(
    ({ on, balances }) =>
      `${on}: ${[...balances].map(([unit, balance]) => `${creditsText(balance)} ${unit}`)}`,
  );
  return told.filter((line, index) => line.slice(12) !== told[index - 1]?.slice(12));
}

const monthly = { billingPeriod: "MONTHLY" } as const;
const plan = (over: Partial<PlanVersion> = {}) =>
  basic({ charges: [fee("10", monthly)], grants: [monthlyGrant], ...over });

describe("the days ahead", () => {
  it("are all from the first to the last, in the zone, whatever the clocks do", () => {
    const days = daysBetween(
      new Date("2026-10-24T23:30:00Z"),
      new Date("2026-10-26T10:00:00Z"),
      "Europe/Berlin",
    );

    expect(days).toEqual([
      { on: "2026-10-25", end: new Date("2026-10-25T23:00:00Z") },
      { on: "2026-10-26", end: new Date("2026-10-26T23:00:00Z") },
    ]);
  });

  it("end a period's credits and give the next ones on the very day", () => {
    expect(ahead(plan(), "2027-01-25T00:00:00Z")).toEqual(["2026-11-20: 2500 credits"]);
  });

  it("keep what rolls over, as far as the plan does", () => {
    const rollover = {
      keeps: { mode: "cap", cap: credits("1000") },
      periods: 1,
      places: 2,
    } as const;
    const grants = [{ ...monthlyGrant, rollover }];

    expect(ahead(plan({ grants }), "2027-01-25T00:00:00Z")).toEqual([
      "2026-11-20: 2500 credits",
      "2026-12-20: 3500 credits",
    ]);
  });

  it("take fees in credits as the wallet would pay them, and owe what it cannot", () => {
    const unit = { kind: "credits", creditUnit: "credits" } as const;
    const mailbox = fee("300", { ...monthly, unit });
    const once = { ...monthlyGrant, cadence: "ONE_TIME" as const, amount: credits("500") };
    const grants = [{ ...once, expiry: { kind: "NEVER" as const } }];

    expect(ahead(plan({ charges: [mailbox], grants }), "2027-01-25T00:00:00Z")).toEqual([
      "2026-11-20: 500 credits",
      "2026-12-20: 200 credits",
      "2027-01-20: -100 credits",
    ]);
  });

  it("void what a change to come replaces, and give what it brings, in a unit of its own too", () => {
    const yearly = { ...monthlyGrant, period: { length: "ANNUAL" as const, count: 1 } };
    const tokens = { ...monthlyGrant, id: "tokens" as PlanGrantId, creditUnit: "tokens" };
    const other = basic({ planId: "other" as never, charges: [], grants: [tokens] });
    const change = { version: other, billingPeriod: "MONTHLY", mode: "restart" } as const;
    const told = (mode: ComingChange["mode"]) =>
      ahead(plan({ grants: [yearly] }), "2026-12-25T00:00:00Z", { ...change, mode });

    expect(told("restart")).toEqual([
      "2026-11-20: 2500 credits,0 tokens",
      "2026-12-20: 0 credits,2500 tokens",
    ]);
    expect(told("keep")[1]).toBe("2026-12-20: 2500 credits,2500 tokens");
  });

  it("leave what somebody bought where it is", () => {
    const ledger = new MemoryLedger();
    ledger.do(grant("70"), START);
    const days = daysBetween(START, START, "UTC");
    const [day] = balanceAhead(ledger.books, [], { days, mint: minting() });

    expect([...(day?.balances ?? [])]).toEqual([["credits", credits("70")]]);
  });
});
