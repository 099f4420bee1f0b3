import { describe, expect, it } from "vitest";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanGrantId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { credits } from "@/lib/testing/amounts";
import { day, plan, pro, START, starter } from "@/lib/testing/april-plans";
import { fee, monthlyGrant } from "@/lib/testing/plan-terms";
import type { PeriodLength } from "@/lib/time/period";
import { type ChangeFrom, planChange } from "./change";
import type { ChangeMode, PeriodGrant } from "./change-credit";
import { periodIssues } from "./change-grants";
import { planStart } from "./start";

/** Started on 1 April, a month of thirty days; its credits as the books would have them. */
function from(
  version: PlanVersion,
  grants: readonly [given: string, unspent: string][],
  over: Partial<ChangeFrom> = {},
): ChangeFrom {
  const start = planStart(version, {
    ...{ startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY" },
    billingPeriod:
      version.charges[0]?.kind === "RECURRING" ? version.charges[0].billingPeriod : "MONTHLY",
  });
  const { course, lines } = start;
  const asked = ({ chargeId, description, amount }: InvoiceLine) => ({
    ...{ chargeId, description, amount },
    period: course.period,
  });
  const told = ([given, unspent]: [string, string]): PeriodGrant => ({
    ...{ creditUnit: "credits", given: credits(given), unspent: credits(unspent) },
  });
  return {
    ...{ version, course, fees: lines.map(asked), grants: grants.map(told) },
    ...{ replacesOneTime: false, ...over },
  };
}

const change = (
  old: ChangeFrom,
  version: PlanVersion,
  at: Date,
  mode: ChangeMode = "restart",
  billingPeriod: PeriodLength = "MONTHLY",
) => planChange(old, { version, billingPeriod }, { at, mode });
const amounts = (lines: readonly InvoiceLine[]) =>
  lines.map(({ kind, amount }) => `${kind} ${moneyText(amount)}`);
const given = (issues: ReturnType<typeof change>["start"]["issues"]) =>
  issues.map(({ grant, occurrence }) => [
    creditsText(grant.amount),
    occurrence.dueAt.toISOString().slice(0, 10),
    occurrence.expiresAt?.toISOString().slice(0, 10),
  ]);

describe("149 USD with 2,000 credits, changed to Pro", () => {
  it("gives nothing back once all is spent, be it day 3: pay 800, get 50,000", () => {
    const { lines, start } = change(from(starter, [["2000", "0"]]), pro, day(3));

    expect(amounts(lines)).toEqual(["recurring 800"]);
    expect(given(start.issues)).toEqual([["50000", "2026-04-04", "2026-05-04"]]);
  });

  it("gives 74.50 back at day 15 of 30 if nothing is spent", () => {
    const { lines, credits: back } = change(from(starter, [["2000", "2000"]]), pro, day(15));

    expect(amounts(lines)).toEqual(["recurring 800", "credit -74.5"]);
    expect(moneyText(subtotalOf(lines))).toBe("725.5");
    expect(back[0]?.decidedBy).toBe("time");
  });

  it("gives back by the credits where more of them is gone than of the time", () => {
    const { lines, credits: back } = change(from(starter, [["2000", "500"]]), pro, day(3));

    expect(amounts(lines)).toEqual(["recurring 800", "credit -37.25"]);
    expect(back[0]?.decidedBy).toBe("credits");
  });

  it("takes 12 of 30 days as 59.60 and 89.40", () => {
    const { lines } = change(from(starter, [["2000", "2000"]]), pro, day(18));

    expect(amounts(lines)[1]).toBe("credit -59.6");
  });

  it("begins a period of its own: new anchor, full price, full grant", () => {
    const { start } = change(from(starter, [["2000", "2000"]]), pro, day(15));

    expect(start.course).toMatchObject({
      ...{ anchorAt: day(15), startedAt: day(15), periodIndex: 0 },
      period: { start: day(15), end: new Date("2026-05-16T00:00:00Z") },
    });
  });
});

describe("a cheaper plan at once", () => {
  it("hands on to later invoices what it gives back beyond its own price", () => {
    const { lines } = change(from(pro, [["50000", "50000"]]), starter, day(0));

    expect(amounts(lines)).toEqual(["recurring 149", "credit -800", "carried 651"]);
    expect(moneyText(subtotalOf(lines))).toBe("0");
  });
});

describe("mode prorate", () => {
  const middle = change(from(starter, [["2000", "2000"]]), pro, day(15), "prorate");

  it("keeps period and anchor, and takes price and credits by the time left", () => {
    expect(middle.start.course).toMatchObject({
      ...{ anchorAt: START, startedAt: day(15), periodIndex: 0 },
      period: { start: day(15), end: day(30) },
    });
    expect(amounts(middle.lines)).toEqual(["recurring 400", "credit -74.5"]);
    expect(given(middle.start.issues)).toEqual([["25000", "2026-04-16", "2026-05-01"]]);
  });

  it("gives whole periods from then on", () => {
    expect(middle.start.course.grants[0]?.nextAt).toEqual(day(30));
  });

  it("gives a share of what comes once, and cuts it to what the unit shows", () => {
    const once = {
      ...{ ...monthlyGrant, amount: credits("101"), places: 0 },
      cadence: "ONE_TIME",
    } as const;
    const { start } = change(
      from(starter, [["2000", "2000"]]),
      plan("Pro", "800", "50000", "MONTHLY", { grants: [once] }),
      day(15),
      "prorate",
    );

    expect(given(start.issues).map(([amount]) => amount)).toEqual(["50"]);
  });
});

describe("a change within a year whose credits come by the month, sharing its period", () => {
  const year = plan("Annual", "1800", "2500", "ANNUAL");
  const at = (text: string) => new Date(`${text}:00.000Z`);
  const into = (version: PlanVersion, text: string) =>
    change(from(starterOfYear, []), version, at(text), "prorate", "ANNUAL");
  const starterOfYear = plan("Starter", "1200", "2000", "ANNUAL");
  const months = ({ start: { course, issues } }: ReturnType<typeof into>) =>
    [...issues, ...periodIssues(year, course, course.startedAt).toCome].map(({ grant }) =>
      creditsText(grant.amount),
    );

  it("gives 305 of 365 days of 30,000 credits, as of the price: 25,068.49", () => {
    const changed = into(year, "2026-05-31T00:00");

    expect(amounts(changed.lines)[0]).toBe("recurring 1504.11");
    // The last day of May would be 80.64 by its month; all that follow are whole.
    expect(months(changed)).toEqual(["68.49", ...Array.from({ length: 10 }, () => "2500")]);
  });

  it("takes off the next month what the first has too little for", () => {
    const changed = into(year, "2027-01-31T23:00");

    // 1,417 of 8,760 hours, of which 59 days are February and March.
    expect(amounts(changed.lines)[0]).toBe("recurring 291.16");
    expect(changed.start.issues).toEqual([]);
    expect(months(changed)).toEqual(["2352.73", "2500"]);
  });

  it("gives nothing where the price comes to less than half a cent", () => {
    expect(into(year, "2027-03-31T23:59").start.issues).toEqual([]);
  });
});

describe("a change at the period's end", () => {
  const ended = change(from(starter, [["2000", "2000"]]), pro, day(30));

  it("costs and gives what the plan says: of the old period nothing is left", () => {
    expect(amounts(ended.lines)).toEqual(["recurring 800"]);
    expect(given(ended.start.issues)).toEqual([["50000", "2026-05-01", "2026-06-01"]]);
  });

  it("keeps the anchor, so that month ends are restored", () => {
    expect(ended.start.course).toMatchObject({ anchorAt: START, startedAt: day(30) });
  });

  it("has an anchor of its own where the interval is another", () => {
    const annual = plan("Annual", "588", "2500", "ANNUAL");
    const { start } = change(from(starter, []), annual, day(30), "restart", "ANNUAL");

    expect(start.course.anchorAt).toEqual(day(30));
  });
});

describe("mode keep", () => {
  it("gives nothing back, for the old credits stay", () => {
    const { lines, start } = change(from(starter, [["2000", "2000"]]), pro, day(15), "keep");

    expect(amounts(lines)).toEqual(["recurring 800"]);
    expect(start.course.anchorAt).toEqual(day(15));
  });
});

describe("a fee that is asked afterwards", () => {
  const arrears = plan("Starter", "149", "2000", "MONTHLY", {
    charges: [fee("149", { name: "Starter", billingPeriod: "MONTHLY", timing: "ARREAR" })],
  });

  it("asks no more than the time where the credits went no faster", () => {
    const { lines } = change(from(arrears, [["2000", "2000"]]), pro, day(15));

    expect(amounts(lines)).toEqual(["recurring 800"]);
  });

  it("asks the rest where all was spent on day 3", () => {
    const { lines } = change(from(arrears, [["2000", "0"]]), pro, day(3));

    // The close asks 14.90 for three days; 134.10 is what the credits come to beyond that.
    expect(amounts(lines)).toEqual(["recurring 800", "recurring 134.1"]);
  });

  it("asks all of it where the old credits are kept", () => {
    const { lines } = change(from(arrears, [["2000", "2000"]]), pro, day(15), "keep");

    expect(amounts(lines)).toEqual(["recurring 800", "recurring 74.5"]);
  });
});

describe("what comes once", () => {
  it("is not given again within one plan", () => {
    const once = { ...monthlyGrant, id: "once" as PlanGrantId, cadence: "ONE_TIME" } as const;
    const old = from(plan("Starter", "149", "2000", "MONTHLY", { grants: [once] }), []);
    const next = plan("Starter", "199", "2000", "MONTHLY", { grants: [once] });

    expect(change(old, next, day(3)).start.issues).toEqual([]);
    expect(change({ ...old, replacesOneTime: true }, next, day(3)).start.issues).toHaveLength(1);
  });
});
