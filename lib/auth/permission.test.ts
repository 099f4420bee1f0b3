import { describe, expect, it } from "vitest";
import { PERMISSIONS, type Permission, permissionsOf, permits, ROLE_NAMES } from "./permission";

const ROLES = Object.keys(ROLE_NAMES) as (keyof typeof ROLE_NAMES)[];
const who = (permission: Permission, mode: "LIVE" | "TEST" = "LIVE") =>
  ROLES.filter((role) => permits(role, mode, permission));

describe("the role table", () => {
  it("lets everyone read customers, usage and the ledger", () => {
    for (const permission of ["customer:read", "usage:read", "ledger:read"] as const) {
      expect(who(permission)).toEqual(ROLES);
    }
  });

  it("gives the owner everything, and a viewer only reads", () => {
    expect(permissionsOf("OWNER", "LIVE")).toEqual(PERMISSIONS);
    expect(permissionsOf("VIEWER", "TEST").every((name) => name.endsWith(":read"))).toBe(true);
  });

  it("says who may change the catalogue, pay invoices, reverse, and hold keys", () => {
    expect(who("catalog:write")).toEqual(["OWNER", "BILLING_ADMIN"]);
    expect(who("invoice:pay")).toEqual(["OWNER", "FINANCE"]);
    expect(who("wallet:debit")).toEqual(["OWNER", "BILLING_ADMIN", "SUPPORT", "FINANCE"]);
    expect(who("wallet:reverse")).toEqual(["OWNER", "BILLING_ADMIN", "FINANCE"]);
    expect(who("developer:write")).toEqual(["OWNER", "DEVELOPER"]);
    expect(who("settings:read")).toEqual(["OWNER", "DEVELOPER"]);
    expect(who("settings:write")).toEqual(["OWNER"]);
    expect(who("period:close")).toEqual(["OWNER", "FINANCE"]);
    expect(who("team:write")).toEqual(["OWNER"]);
  });

  it("lets a developer try things out in a sandbox only", () => {
    expect(permits("DEVELOPER", "LIVE", "wallet:debit")).toBe(false);
    expect(permits("DEVELOPER", "TEST", "wallet:debit")).toBe(true);
  });
});
