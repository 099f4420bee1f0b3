import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seal, unseal } from "./sealing";

describe("what is sealed", () => {
  beforeEach(() => vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-this-process"));
  afterEach(() => vi.unstubAllEnvs());

  it("opens again for its purpose, and is never twice the same", () => {
    const sealed = seal("whsec_grüße", "one");

    expect(sealed).not.toContain("whsec");
    expect(unseal(sealed, "one")).toBe("whsec_grüße");
    expect(seal("whsec_grüße", "one")).not.toBe(sealed);
  });

  it("opens for no other purpose, with no other key, and not once it was changed", () => {
    const sealed = seal("whsec_1", "one");
    const middle = sealed.length - 6;
    const flipped = sealed[middle] === "A" ? "B" : "A";

    expect(unseal(sealed, "two")).toBeUndefined();
    expect(
      unseal(sealed.slice(0, middle) + flipped + sealed.slice(middle + 1), "one"),
    ).toBeUndefined();
    for (const broken of ["", "v1.", "v1.AAAA", sealed.replace("v1", "v2")]) {
      expect(unseal(broken, "one")).toBeUndefined();
    }
    vi.stubEnv("NEXTAUTH_SECRET", "another-secret-since");
    expect(unseal(sealed, "one")).toBeUndefined();
  });

  it("is refused loudly by a process that has no key", () => {
    vi.stubEnv("NEXTAUTH_SECRET", "");
    expect(() => seal("whsec_1", "one")).toThrow(RangeError);
  });
});
