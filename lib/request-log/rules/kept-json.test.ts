import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptJson, MOST_BYTES } from "./kept-json";

const kept = (value: unknown) => JSON.parse(keptJson(JSON.stringify(value))?.text ?? "");

describe("keptJson", () => {
  it("keeps a short body as it is, numbers as they were spelled", () => {
    const text = '{"a":12345678901234567891,"b":[1.10,-0,1e999,2],"c":"1.10","d":null,"e":true}';
    expect(keptJson(text)).toEqual({ text, isCut: false });
  });

  it("keeps nothing of what is not JSON", () => {
    for (const text of ["", "{", "a=b", '{"password":"x"', "01", "[1,]"]) {
      expect(keptJson(text)).toBeUndefined();
    }
  });

  it("hides secrets, however deep", () => {
    const body = { a: [{ apiKey: "x", b: { password: { hash: "x" }, c: "fl_live_x" } }], d: 1 };
    expect(kept(body)).toEqual({
      a: [{ apiKey: "[redacted]", b: { password: "[redacted]", c: "[redacted]" } }],
      d: 1,
    });
    expect(kept({ fl_live_x: 1 })).toEqual({ "[redacted]": 1 });
    expect(kept([{ name: "Password", value: "x", note: "y" }])).toEqual([
      { name: "Password", value: "[redacted]", note: "y" },
    ]);
  });

  it("cuts long lists, objects and texts alike, and says how much is missing", () => {
    const events = Array.from({ length: 300 }, (_, index) => ({ event_id: `e-${index}` }));
    expect(kept({ events, note: "n".repeat(2_000) })).toEqual({
      events: [...events.slice(0, 50), "… 250 more"],
      note: `${"n".repeat(1_000)}… 1000 more letters`,
    });
    const wide = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`k${index}`, "text"]),
    );
    expect(Object.keys(kept(wide))).toHaveLength(51);
    expect(kept(wide)["…"]).toBe("350 more");
  });

  it("cuts no letter in two", () => {
    const cut = keptJson(JSON.stringify(`${"a".repeat(999)}${"😀".repeat(2_000)}`));
    expect(JSON.parse(cut?.text ?? "")).toBe(`${"a".repeat(999)}… 4000 more letters`);
  });

  it("ends where nesting does not", () => {
    const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
    expect(keptJson(deep)?.text).toBe(`${"[".repeat(16)}"… nested deeper"${"]".repeat(16)}`);
  });
});

/** Few names and letters, so that they meet; letters that are written as six bytes among them. */
const NAMES = ["id", "…", "value", "name", "__proto__", "\u0000", "\u00001", "a".repeat(300)];
const SECRET_NAMES = ["password", "api_key", "clientSecret", "X-Auth-Token", "card", "value"];
const TEXTS = ["", "ok", "\u0000", "\u00007", "\u0001".repeat(90), "😀".repeat(40), "key"];
const leaf = fc.oneof(
  ...[fc.constantFrom(...TEXTS), fc.integer(), fc.boolean(), fc.constant(null)],
);
/** Digits and letters that nothing else here is made of. */
const SECRETS = ["Zq7Zq7Zq7", "fl_live_Zq7Zq7Zq7", "fl_test_Zq7", 777_333_777];

const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.constantFrom("key fl_live_Zq7Zq7Zq7!", "Bearer Zq7Zq7Zq7", '{"token":"Zq7Zq7Zq7"}'),
    fc.array(tie("body"), { maxLength: 6 }),
    fc.array(leaf, { maxLength: 200, size: "max" }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("body")),
    fc
      .tuple(fc.constantFrom(...SECRET_NAMES.slice(0, -1)), fc.constantFrom(...SECRETS))
      .map(([name, secret]) => ({ [name]: secret })),
    fc
      .tuple(fc.constantFrom(...SECRET_NAMES.slice(0, -1)), fc.constantFrom(...SECRETS))
      .map(([name, value]) => ({ name, value })),
    fc.constant({ password: { of: ["Zq7Zq7Zq7", { all: 777_333_777 }] } }),
  ),
}));

describe("keptJson of anything", () => {
  it("holds no secret, is JSON, and fits", () => {
    fc.assert(
      fc.property(body, (value) => {
        const { text = "" } = keptJson(JSON.stringify(value)) ?? {};
        expect(text).not.toMatch(/Zq7|777333777/);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
        expect(JSON.parse(text)).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it("fits at its worst: deep and wide, with names and texts of letters that are written long", () => {
    const worst = (depth: number): unknown =>
      depth === 0
        ? "\u0001".repeat(500)
        : Object.fromEntries(
            Array.from({ length: 2 }, (_, index) => [
              `${index}${"\u0001".repeat(40)}`,
              depth > 12 || index === 0 ? worst(depth - 1) : [1],
            ]),
          );
    const { text = "", isCut } = keptJson(JSON.stringify(worst(15))) ?? {};
    expect(isCut).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
  });
});
