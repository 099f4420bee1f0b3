import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./json";

const faultsOf = (text: string) =>
  parseJson(text).faults.map(({ path, code }) => [path.join("/"), code]);

describe("parseJson", () => {
  it("finds numbers that a float would change, wherever they stand", () => {
    const text = `{"credits": 1234567890.1234567, "items": [{"n": 1}, {"n": 12345678901234567}]}`;

    expect(faultsOf(text)).toEqual([
      ["credits", "send_as_string"],
      ["items/1/n", "send_as_string"],
    ]);
  });

  it("takes fifteen digits, zeros around them, and long digits in text", () => {
    const text = `{"a": 123456789012345, "b": 1000000000000000000, "c": 0.000000001, "d": "12345678901234567", "e": 1.50000000000000000}`;

    expect(faultsOf(text)).toEqual([]);
  });

  it("is not led astray by quotes, braces and commas inside text", () => {
    const text = `{"a": "},{\\"[1234567890123456789,", "b\\"": [[], {}, 99999999999999999]}`;

    expect(faultsOf(text)).toEqual([['b"/2', "send_as_string"]]);
  });

  it("refuses what PostgreSQL cannot keep", () => {
    expect(faultsOf(`{"a": "x\\u0000y", "b": ["\\ud800"], "c": "\\ud83d\\ude00"}`)).toEqual([
      ["b/0", "invalid_text"],
      ["a", "invalid_text"],
    ]);
    expect(faultsOf(`{"__proto__": {"admin": true}}`)).toEqual([["", "invalid_text"]]);
  });

  it("bounds nesting, however deep", () => {
    const text = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;

    expect(faultsOf(text)).toEqual([["a", "too_deep"]]);
  });

  it("calls broken JSON by its name", () => {
    for (const text of ["{", "{'a': 1}", '{"a": NaN}', '"\t"']) {
      expect(() => parseJson(text)).toThrow("not valid JSON");
    }
  });

  it("reads what JSON.parse reads, and finds a long number exactly where it is", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4, noUnicodeString: false }),
        fc.string({ maxLength: 5 }),
        (value, key) => {
          fc.pre(key !== "__proto__");
          const text = `{"before":${JSON.stringify(value)},${JSON.stringify(key)}:[0,1234567890123456789]}`;
          const { faults } = parseJson(text);

          expect(parseJson(text).value).toEqual(JSON.parse(text));
          expect(faults.map(({ path }) => path)).toContainEqual([key, 1]);
        },
      ),
    );
  });
});
