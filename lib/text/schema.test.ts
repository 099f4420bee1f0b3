import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { Instant, Metadata, plainLines, plainText, Reference, storable } from "./schema";

const takes = (schema: z.ZodType, text: unknown) => schema.safeParse(text).success;

describe("texts that can be stored and shown", () => {
  it.each(["\0", "half \uD83D of one", "\uDE00"])("refuse %j everywhere", (text) => {
    for (const schema of [plainText(99), plainLines(99), storable(99), Reference]) {
      expect(takes(schema, text)).toBe(false);
    }
  });

  it("have lines where lines are meant", () => {
    expect(takes(plainText(99), "one\ntwo")).toBe(false);
    expect(plainLines(99).parse(" one\r\ntwo\n")).toBe("one\r\ntwo");
    expect(takes(plainLines(99), "a bell \u0007")).toBe(false);
  });

  it("are taken as they are where another system chose them", () => {
    expect(storable(99).parse(" seat\t7 ")).toBe(" seat\t7 ");
  });

  it("are bounded, and a name is not empty", () => {
    expect(takes(plainText(3), "four")).toBe(false);
    expect(takes(Reference, "  ")).toBe(false);
    expect(takes(Reference, "r".repeat(201))).toBe(false);
  });
});

describe("an instant", () => {
  it("has an offset and is cut to the millisecond (SEMANTICS 1.3)", () => {
    const cut = new Date("2026-01-31T22:59:59.999Z");
    expect(Instant.parse("2026-01-31T23:59:59.9999+01:00")).toEqual(cut);
    expect(takes(Instant, "2026-01-31T23:59:59")).toBe(false);
    expect(takes(Instant, "0001-01-01T00:00:00+23:59")).toBe(false);
    expect(takes(Instant, "9999-12-31T23:59:59-23:59")).toBe(false);
    expect(takes(Instant, "2026-02-30T00:00:00Z")).toBe(false);
  });
});

describe("metadata", () => {
  it("is text by key, at most 50 of them", () => {
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, "value"]));
    expect(takes(Metadata, keys(50))).toBe(true);
    expect(takes(Metadata, keys(51))).toBe(false);
    expect(takes(Metadata, { "": "nameless" })).toBe(false);
    expect(takes(Metadata, { key: "half \uD83D" })).toBe(false);
  });
});
