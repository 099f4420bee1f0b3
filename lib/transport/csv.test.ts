import { expect, test } from "vitest";
import { cellText, collectPages, MOST_CSV_ROWS } from "./csv";

test("numbers stay numbers, below zero too", () => {
  expect(cellText("-1250.5")).toBe("-1250.5");
  expect(cellText(3)).toBe("3");
});

test("what a spreadsheet would run is kept as text", () => {
  expect(cellText("=HYPERLINK(1)")).toBe("'=HYPERLINK(1)");
  expect(cellText("+49 30 1")).toBe("'+49 30 1");
  expect(cellText("-1+2")).toBe("'-1+2");
  expect(cellText("@sum")).toBe("'@sum");
});

test("commas, quotes and line ends are quoted", () => {
  expect(cellText('Acme, "Inc."')).toBe('"Acme, ""Inc."""');
  expect(cellText("two\nlines")).toBe('"two\nlines"');
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
