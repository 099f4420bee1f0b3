import { describe, expect, it } from "vitest";
import type { PlanGrantId } from "@/lib/ids";
import { courseOf, day, plan } from "@/lib/testing/april-plans";
import { periodIssues } from "./change-grants";
import type { Course } from "./subscription";

describe("what a change replaces", () => {
  const annual = plan("Annual", "588", "2500", "ANNUAL");
  const indexes = (issues: readonly { occurrence: { index: number } }[]) =>
    issues.map(({ occurrence }) => occurrence.index);

  it("counts the months of an annual plan that are still to come", () => {
    const course = {
      ...courseOf(annual, "ANNUAL"),
      grants: [
        {
          planGrantId: "Annual-credits" as PlanGrantId,
          issued: 3,
          nextAt: new Date("2026-07-01T00:00:00Z"),
        },
      ],
    };
    const { given: had, toCome } = periodIssues(annual, course, new Date("2026-06-10T00:00:00Z"));

    expect(indexes(had)).toEqual([2, 1, 0]);
    expect(indexes(toCome)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("leaves alone what earlier periods gave: their price is not given back", () => {
    const lasting = plan("Lasting", "50", "1000", "MONTHLY");
    const started = courseOf(lasting);
    const course: Course = {
      ...{ ...started, periodIndex: 2, period: { start: day(61), end: day(91) } },
      grants: [{ planGrantId: "Lasting-credits" as PlanGrantId, issued: 3, nextAt: day(91) }],
    };

    expect(indexes(periodIssues(lasting, course, day(70)).given)).toEqual([2]);
  });
});
