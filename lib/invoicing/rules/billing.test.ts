import { describe, expect, it } from "vitest";
import { billingOf, dueAtOf } from "./billing";

describe("when an invoice is due", () => {
  const due = (at: string, netDays: number, zone: string) =>
    dueAtOf(new Date(at), { netDays, zone }).toISOString();

  it("is at once, or the same local time so many days later", () => {
    expect(due("2026-01-31T09:00:00Z", 0, "UTC")).toBe("2026-01-31T09:00:00.000Z");
    expect(due("2026-01-31T09:00:00Z", 30, "UTC")).toBe("2026-03-02T09:00:00.000Z");
  });

  it("keeps its local time over a change of the clocks", () => {
    expect(due("2026-03-20T09:00:00Z", 14, "Europe/Berlin")).toBe("2026-04-03T08:00:00.000Z");
  });
});

it("bills as the organization does where a start says nothing else", () => {
  const defaults = { netDays: 14, grantOn: "payment" } as const;
  const asked = { netDays: null, poNumber: "", grantOn: null };
  expect(billingOf(asked, defaults)).toEqual({ ...defaults, poNumber: null });
  expect(billingOf({ netDays: 0, poNumber: "PO 7", grantOn: "start" }, defaults)).toEqual({
    ...{ netDays: 0, poNumber: "PO 7", grantOn: "start" },
  });
});
