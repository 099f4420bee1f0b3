import { expect, test } from "vitest";
import { changeNote } from "./change-note";

test("a change says its amount and its share", () => {
  expect(changeNote({ value: "110", before: "100" }, 30)).toBe("+10 (+10%) on the 30 days before");
  expect(changeNote({ value: "75", before: "100" }, 7)).toBe("−25 (−25%) on the 7 days before");
});

test("from nothing there is no share", () => {
  expect(changeNote({ value: "5", before: "0" }, 30)).toBe("+5 on the 30 days before");
});

test("nothing new is said as such", () => {
  expect(changeNote({ value: "5", before: "5" }, 30)).toBe("the same as the 30 days before");
});
