import { describe, expect, it } from "vitest";
import { allowsScope, SCOPES, scopesBeyond } from "./scope";

describe("allowsScope", () => {
  it("lets * do everything", () => {
    for (const scope of SCOPES) expect(allowsScope(["*"], scope)).toBe(true);
  });

  it("lets a key that writes a resource read it, and not the other way round", () => {
    expect(allowsScope(["wallets:write"], "wallets:read")).toBe(true);
    expect(allowsScope(["wallets:read"], "wallets:write")).toBe(false);
  });

  it("keeps resources apart, and ingest from all of them", () => {
    expect(allowsScope(["wallets:write"], "customers:read")).toBe(false);
    expect(SCOPES.filter((scope) => allowsScope(["ingest"], scope))).toEqual(["ingest"]);
  });

  it("lets only a key that was told so leave overage", () => {
    expect(allowsScope(["wallets:write"], "wallets:overdraw")).toBe(false);
    expect(allowsScope(["wallets:overdraw"], "wallets:overdraw")).toBe(true);
    expect(allowsScope(["wallets:overdraw"], "wallets:read")).toBe(false);
  });

  it("gives nothing to a key without scopes", () => {
    expect(SCOPES.some((scope) => allowsScope([], scope))).toBe(false);
  });
});

describe("scopesBeyond", () => {
  it("names what a key does not have itself", () => {
    const held = ["wallets:write", "ingest"];
    expect(scopesBeyond(held, ["wallets:read", "wallets:write", "ingest"])).toEqual([]);
    expect(scopesBeyond(held, ["ledger:read", "ingest", "*"])).toEqual(["ledger:read", "*"]);
    expect(scopesBeyond(["*"], ["*", ...SCOPES])).toEqual([]);
    expect(scopesBeyond([...SCOPES], ["*"])).toEqual(["*"]);
  });
});
