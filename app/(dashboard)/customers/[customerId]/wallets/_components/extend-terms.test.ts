import { describe, expect, it } from "vitest";
import { ExtendGrantInput } from "@/lib/ledger/schema/commands";
import { laterEnd } from "./extend-terms";

const grant = { expiresAt: "2026-03-01T10:00:00.000Z" };

describe("laterEnd", () => {
  it.each([
    ["30", "", "2026-03-31T10:00:00.000Z"],
    ["365", "2020-01-01", "2027-03-01T10:00:00.000Z"],
    ["day", "2026-05-04", "2026-05-03T22:00:00.000Z"],
    ["", "", null],
  ])("of term %j and day %j is %j", (term, day, end) => {
    expect(laterEnd(grant, term, { day, zone: "Europe/Berlin" })).toBe(end);
  });

  it("is none that the ledger takes while no day is chosen", () => {
    const expiresAt = laterEnd(grant, "day", { day: "", zone: "UTC" });
    const input = { reference: "r", reason: "Asked for", expiresAt };
    expect(ExtendGrantInput.safeParse(input).success).toBe(false);
  });
});
