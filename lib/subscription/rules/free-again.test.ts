import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import { freeUntil, type HadFree, isFree, sparingFree } from "./free-again";
import { planStart } from "./start";

const HOP = new Date("2026-05-20T09:00:00Z");
const grantOf = (amount: string) => ({ ...monthlyGrant, amount: credits(amount) });
const free = (amount: string) => basic({ charges: [], grants: [grantOf(amount)] });

/** What a start at the hop gives, by those that were had: amount, and until when. */
function givenAfter(amount: string, ...had: readonly (readonly [string, string | null])[]) {
  const version = free(amount);
  const { issues } = planStart(version, {
    ...({ startsAt: HOP, zone: "UTC" } as const),
    ...({ billingCycle: "ANNIVERSARY", billingPeriod: "MONTHLY" } as const),
  });
  const known = had.map(
    ([text, until]): HadFree => ({
      ...{ creditUnit: "credits", amount: credits(text) },
      until: until === null ? null : new Date(until),
    }),
  );
  return sparingFree(version, issues, known).map(({ grant }) => creditsText(grant.amount));
}

describe("credits of a plan that costs nothing", () => {
  it("come again less what was had of them in their own time: 30 of 100, then 70", () => {
    expect(givenAfter("100")).toEqual(["100"]);
    expect(givenAfter("100", ["30", "2026-06-10T09:00:00Z"])).toEqual(["70"]);
  });

  it("are not given again once all were had, by however many hops", () => {
    expect(givenAfter("100", ["100", "2026-06-10T09:00:00Z"])).toEqual([]);
    const hops = [
      ["60", "2026-06-10T09:00:00Z"],
      ["40", "2026-06-12T09:00:00Z"],
    ] as const;
    expect(givenAfter("100", ...hops)).toEqual([]);
    expect(givenAfter("250", ...hops)).toEqual(["150"]);
  });

  it("come whole from the moment on at which they would have come anew", () => {
    expect(givenAfter("100", ["100", "2026-05-20T09:00:00Z"])).toEqual(["100"]);
    expect(givenAfter("100", ["100", "2026-05-20T09:00:00.001Z"])).toEqual([]);
  });

  it("that come once are no part of those that come again", () => {
    expect(givenAfter("100", ["500", null])).toEqual(["100"]);
  });
});

describe("when a free grant would have come again", () => {
  const at = new Date("2026-01-31T09:00:00Z");

  it("is where its own period ends, or as many months on; for one that comes once, never", () => {
    const expiresAt = new Date("2026-02-28T09:00:00Z");
    expect(freeUntil(monthlyGrant, { at, expiresAt, zone: "UTC" })).toEqual(expiresAt);
    const lasting = { ...monthlyGrant, expiry: { kind: "NEVER" as const } };
    expect(freeUntil(lasting, { at, expiresAt: null, zone: "UTC" })).toEqual(expiresAt);
    const once = { ...monthlyGrant, cadence: "ONE_TIME" as const };
    expect(freeUntil(once, { at, expiresAt, zone: "UTC" })).toBeNull();
  });
});

describe("a plan that costs nothing", () => {
  it("is one without a fee for the period that it is billed by", () => {
    expect(isFree(free("100"), "MONTHLY")).toBe(true);
    const paid = basic({ charges: [fee("588")] });
    expect([isFree(paid, "ANNUAL"), isFree(paid, "MONTHLY")]).toEqual([false, true]);
    expect(isFree(basic({ charges: [fee("0")] }), "ANNUAL")).toBe(true);
  });
});
