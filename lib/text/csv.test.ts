import { expect, test } from "vitest";
import { type CsvColumn, csvHeader, csvLines, csvText } from "./csv";

const CELL: readonly CsvColumn<string | number | null>[] = [["cell", (cell) => cell]];
const linesOf = (cells: readonly (string | number | null)[]) =>
  csvText(CELL, cells).split("\r\n").slice(1, -1);

test("numbers stay numbers, below zero too; nothing is an empty cell", () => {
  expect(linesOf(["-1250.5", 3, null])).toEqual(["-1250.5", "3", ""]);
});

test("what a spreadsheet would run is kept as text", () => {
  expect(linesOf(["=HYPERLINK(1)", "+49 30 1", "-1+2", "@sum"])).toEqual([
    "'=HYPERLINK(1)",
    "'+49 30 1",
    "'-1+2",
    "'@sum",
  ]);
});

test("commas, quotes and line ends are quoted under a header", () => {
  expect(csvText(CELL, ['Acme, "Inc."', "two\nlines"])).toBe(
    'cell\r\n"Acme, ""Inc."""\r\n"two\nlines"\r\n',
  );
});

test("a file in pieces is the file at once", () => {
  const pieces = csvHeader(CELL) + csvLines(CELL, ["a,b"]) + csvLines(CELL, []);
  expect(pieces + csvLines(CELL, ["c"])).toBe(csvText(CELL, ["a,b", "c"]));
});
