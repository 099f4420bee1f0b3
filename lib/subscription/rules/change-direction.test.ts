import { describe, expect, it } from "vitest";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { plan, pro, starter } from "@/lib/testing/april-plans";
import type { PeriodLength } from "@/lib/time/period";
import { changeTypeOf, usualTime } from "./change-direction";

describe("when a change happens unless told", () => {
  const type = (a: PlanVersion, b: PlanVersion, to: PeriodLength = "MONTHLY") =>
    changeTypeOf({ version: a, billingPeriod: "MONTHLY" }, { version: b, billingPeriod: to });

  it("is now for a dearer plan, and the period's end for a cheaper one", () => {
    expect(usualTime(type(starter, pro))).toBe("now");
    expect(type(pro, starter)).toBe("downgrade");
    expect(usualTime(type(pro, starter))).toBe("period_end");
    expect(usualTime(type(starter, starter))).toBe("now");
  });

  it("compares a year with a month by the month", () => {
    expect(type(starter, plan("Annual", "1800", "24000", "ANNUAL"), "ANNUAL")).toBe("upgrade");
    expect(type(starter, plan("Annual", "1500", "24000", "ANNUAL"), "ANNUAL")).toBe("downgrade");
  });
});
