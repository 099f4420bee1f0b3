import { describe, expect, it } from "vitest";
import { cursorText, readCursor } from "./cursor";

const ID = "019a9d3c-0000-7000-8000-000000000001";

describe("readCursor", () => {
  it("reads what cursorText wrote, whatever the key", () => {
    for (const key of ["", "Ümlaut & Söhne", '"quoted", [1]', "2026-03-01T00:00:00.000Z"]) {
      expect(readCursor(cursorText({ key, id: ID }))).toEqual({ key, id: ID });
    }
  });

  it.each(["", "x", "%", "[]", "[1,2]", '["a","b"]', "null", `{"key":"a","id":"${ID}"}`])(
    "refuses %s",
    (text) => {
      expect(() => readCursor(text)).toThrow(expect.objectContaining({ code: "validation_error" }));
    },
  );
});
