import { describe, expect, it } from "vitest";
import { derivedId } from "./derived-id";
import { type GrantId, idText, parseId } from "./ids";

describe("an id that follows from what it names", () => {
  const first = derivedId<GrantId>(["refill", "a", 1]);

  it("is the same again for the same words, another one for others", () => {
    expect(derivedId(["refill", "a", 1])).toBe(first);
    expect(derivedId(["refill", "a", 2])).not.toBe(first);
    expect(derivedId(["refill", "a1"])).not.toBe(first);
  });

  it("goes out and comes in like any other", () => {
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseId("grt", idText("grt", first))).toBe(first);
  });
});
