import { expect, test } from "vitest";
import { csvFileName } from "./csv";

test("says in its name when it is not all there is", () => {
  const rows = Array.from({ length: 12 });
  expect(csvFileName("events-2026-03-01", { rows, isPartial: false })).toBe(
    "events-2026-03-01.csv",
  );
  expect(csvFileName("events-2026-03-01", { rows, isPartial: true })).toBe(
    "events-2026-03-01-first-12-rows.csv",
  );
});
