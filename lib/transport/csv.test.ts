import { expect, test } from "vitest";
import { csvFileName, MOST_CSV_ROWS } from "./csv";

test("a file that is full says by its name that there may be more", () => {
  expect(csvFileName("events-2026-03-01", MOST_CSV_ROWS - 1)).toBe("events-2026-03-01.csv");
  expect(csvFileName("events-2026-03-01", MOST_CSV_ROWS)).toBe(
    "events-2026-03-01-first-5000-rows.csv",
  );
});
