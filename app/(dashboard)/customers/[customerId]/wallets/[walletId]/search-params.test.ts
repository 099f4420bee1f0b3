import { describe, expect, it } from "vitest";
import { addressOf, momentOf, type WalletParams } from "./search-params";

const ZONE = "Europe/Berlin";
const at = (text: string | null, known: string | null = null) =>
  momentOf({ at: text, known }, ZONE);

describe("the moment that an address names", () => {
  it("is local in the customer's zone, unless it says its offset", () => {
    const noon = new Date("2026-11-10T11:00:00Z");

    expect(at("2026-11-10T12:00").at).toEqual(noon);
    expect(at("2026-11-10T11:00:00Z").at).toEqual(noon);
    expect(at("2026-11-10T12:00:00+01:00").at).toEqual(noon);
  });

  it("is known as it was then only if that is asked for", () => {
    const then = new Date("2026-11-10T11:00:00Z");

    expect(at("2026-11-10T12:00", "then")).toEqual({ at: then, knownAt: then });
    expect(at("2026-11-10T12:00", "2026-11-11T00:00:00Z").knownAt).toEqual(
      new Date("2026-11-11T00:00:00Z"),
    );
    expect(at("2026-11-10T12:00").knownAt).toBeNull();
  });

  it.each(["yesterday", "2026-13-01T00:00", "", null])("is now for %s", (text) => {
    expect(at(text, "then")).toEqual({ at: null, knownAt: null });
  });
});

it("keeps what is not changed in the address, but for the place in a list", () => {
  const params: WalletParams = {
    ...{ at: "2026-11-10T12:00", known: null, figure: "held", grant: null, after: "x", days: null },
  };

  expect(addressOf("/w", params, { grant: "grt_1" })).toBe(
    "/w?at=2026-11-10T12%3A00&figure=held&grant=grt_1",
  );
  expect(addressOf("/w", params, { at: null, figure: null })).toBe("/w");
});
