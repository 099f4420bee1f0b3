import { describe, expect, it } from "vitest";
import { HoldInput } from "@/lib/ledger/schema/commands";
import { DEFAULT_TERM, secondsOf } from "./hold-terms";

describe("secondsOf", () => {
  it.each([
    [DEFAULT_TERM, "", 86_400],
    ["3600", "5", 3_600],
    ["custom", "1.5", 5_400],
    ["custom", " 48 ", 172_800],
    ["custom", "0,5", 1_800],
  ])("reads term %j with hours %j as %d seconds", (term, hours, seconds) => {
    expect(secondsOf(term, hours)).toBe(seconds);
  });

  it.each(["", "soon", "-1", "0", "721"])("of %j hours makes no hold", (hours) => {
    const expiresInSeconds = secondsOf("custom", hours);
    expect(HoldInput.safeParse({ reference: "r", amount: "1", expiresInSeconds }).success).toBe(
      false,
    );
  });
});
