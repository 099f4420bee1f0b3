import { describe, expect, it } from "vitest";
import { monthlyGrant } from "@/lib/testing/plan-terms";
import { grantName } from "./plan-grant-command";

describe("grantName", () => {
  it("is the plan's own word, or one that says where the credits come from", () => {
    expect(grantName(monthlyGrant)).toBe("Monthly credits");
    expect(grantName({ name: "" })).toBe("Plan credits");
  });
});
