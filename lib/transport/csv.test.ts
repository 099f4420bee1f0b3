import { expect, test } from "vitest";
import { collectPages, csvFileName, MOST_CSV_ROWS } from "./csv";

test("a file that is full says by its name that there may be more", () => {
  expect(csvFileName("events-2026-03-01", MOST_CSV_ROWS - 1)).toBe("events-2026-03-01.csv");
  expect(csvFileName("events-2026-03-01", MOST_CSV_ROWS)).toBe(
    "events-2026-03-01-first-5000-rows.csv",
  );
});

test("pages are read to the last one, and no further than a file goes", async () => {
  const few = await collectPages(async ({ cursor }) => ({
    items: [cursor ?? "first"],
    nextCursor: cursor === null ? "second" : null,
  }));
  const many = await collectPages(async ({ limit }) => ({
    items: Array.from({ length: limit }, () => "row"),
    nextCursor: "more",
  }));

  expect(few).toEqual(["first", "second"]);
  expect(many).toHaveLength(MOST_CSV_ROWS);
});
