import { describe, expect, it } from "vitest";
import { readRunCursor, runCursorText } from "./run-cursor";

describe("the cursor of runs", () => {
  it("names where a page ended, whatever the run is called", () => {
    const place = { startedAt: "2026-03-01T12:00:00.000Z", groupId: 'a "run" / ünïcode?' };
    expect(readRunCursor(runCursorText(place))).toEqual(place);
  });

  it.each(["", "1", "%", '["2026"]', '["2026-03-01T12:00:00.000Z"]', '["\'; DROP","run"]'])(
    "is none as %j",
    (text) => {
      expect(() => readRunCursor(text)).toThrow("Not a cursor");
    },
  );
});
