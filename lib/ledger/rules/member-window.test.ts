import { describe, expect, it } from "vitest";
import { type BilledSpan, memberWindow } from "./member-window";

const at = (text: string) => new Date(text);
const spanOf = ({ start, end }: { start: Date; end: Date }) =>
  [start, end].map((instant) => instant.toISOString());

/** Monthly from the 10th at eight, in its second period. */
const MONTHLY: BilledSpan = {
  pauses: [],
  startedAt: at("2026-02-10T08:00:00Z"),
  endsAt: null,
  currentPeriodStart: at("2026-03-10T08:00:00Z"),
  currentPeriodEnd: at("2026-04-10T08:00:00Z"),
  line: {
    anchorAt: at("2026-02-10T08:00:00Z"),
    zone: "UTC",
    cadence: { length: "MONTHLY", count: 1 },
  },
};
const windowOf = (instant: string, ...subscriptions: readonly BilledSpan[]) =>
  spanOf(memberWindow({ zone: "UTC", subscriptions }, at(instant)));

describe("the window of a member's limit", () => {
  it("is the calendar month in the customer's zone without a subscription", () => {
    const berlin = { zone: "Europe/Berlin", subscriptions: [] };
    expect(spanOf(memberWindow(berlin, at("2026-03-31T21:59:59.999Z")))).toEqual([
      "2026-02-28T23:00:00.000Z",
      "2026-03-31T22:00:00.000Z",
    ]);
    expect(spanOf(memberWindow(berlin, at("2026-03-31T22:00:00Z")))[0]).toBe(
      "2026-03-31T22:00:00.000Z",
    );
  });

  it("is the billing period around the time of use, that runs or has gone by", () => {
    expect(windowOf("2026-04-10T07:59:59Z", MONTHLY)).toEqual([
      "2026-03-10T08:00:00.000Z",
      "2026-04-10T08:00:00.000Z",
    ]);
    expect(windowOf("2026-03-01T00:00:00Z", MONTHLY)).toEqual([
      "2026-02-10T08:00:00.000Z",
      "2026-03-10T08:00:00.000Z",
    ]);
    expect(windowOf("2026-04-10T08:00:00Z", MONTHLY)[0]).toBe("2026-04-10T08:00:00.000Z");
  });

  it("starts with the subscription where calendar billing cuts its first period", () => {
    const cut = { ...MONTHLY, line: { ...MONTHLY.line, anchorAt: at("2026-03-01T00:00:00Z") } };
    expect(windowOf("2026-02-20T00:00:00Z", cut)).toEqual([
      "2026-02-10T08:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ]);
  });

  it("is the month again before the subscription, after it, and while it is paused", () => {
    const month = ["2026-02-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z"];
    expect(windowOf("2026-02-10T07:59:59Z", MONTHLY)).toEqual(month);
    const ended = { ...MONTHLY, endsAt: at("2026-02-20T00:00:00Z") };
    expect(windowOf("2026-02-20T00:00:00Z", ended)).toEqual(month);
    const paused = { ...MONTHLY, pauses: [{ start: at("2026-02-20T00:00:00Z"), end: null }] };
    expect(windowOf("2026-02-20T00:00:00Z", paused)).toEqual(month);
    expect(windowOf("2026-02-19T23:59:59Z", paused)[0]).toBe("2026-02-10T08:00:00.000Z");
  });

  it("is the first subscription's where several run", () => {
    const other = { ...MONTHLY, startedAt: at("2026-03-20T00:00:00Z") };
    expect(windowOf("2026-03-25T00:00:00Z", MONTHLY, other)[0]).toBe("2026-03-10T08:00:00.000Z");
  });
});
