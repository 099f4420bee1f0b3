import { describe, expect, it } from "vitest";
import { partHref } from "./events-href";

const DAY = { from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" };

describe("partHref", () => {
  it("names the feature and the member whose events they are", () => {
    const href = partHref("cus_1", "Europe/Berlin", { ...DAY, feature: "feat_1", member: "a&b" });
    const { pathname, searchParams } = new URL(href, "http://florin");

    expect(pathname).toBe("/customers/cus_1/events");
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ ...DAY, feature: "feat_1", member: "a&b" },
    });
  });

  it("names the key that sent them", () => {
    const href = partHref("cus_1", "Europe/Berlin", { ...DAY, feature: "feat_1", apiKey: "key_1" });

    expect(new URL(href, "http://florin").searchParams.get("key")).toBe("key_1");
  });

  it("leads to the ledger's days for what was debited by hand", () => {
    expect(partHref("cus_1", "Europe/Berlin", { ...DAY, feature: "manual" })).toBe(
      "/customers/cus_1/ledger?kind=debit&from=2026-03-29&to=2026-03-29",
    );
  });
});
