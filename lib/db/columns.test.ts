import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textColumn } from "./columns";

/** As PostgreSQL reads the one element of an array: a backslash stands for what follows it. */
const read = (column: string) => column.slice(2, -2).replace(/\\(.)/gs, "$1");

describe("textColumn", () => {
  it("quotes what would end an element, and leaves everything else as it is", () => {
    expect(textColumn(["plain", 'a "b"', "c\\d", "", null], (text) => text)).toBe(
      '{"plain","a \\"b\\"","c\\\\d","",NULL}',
    );
    expect(textColumn(['"\n\t\u0001"', '"🦊"'], (text) => text)).toBe(
      '{"\\"\n\t\u0001\\"","\\"🦊\\""}',
    );
  });

  it("is read as the text that was written", () => {
    const pieces = fc.constantFrom('"', "\\", "\n", "\u0000", "a", ",", "}", "é", "🦊", "\u2028");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        expect(read(textColumn([parts.join("")], (text) => text))).toBe(parts.join(""));
      }),
    );
  });
});
