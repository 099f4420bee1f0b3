import { describe, expect, it } from "vitest";
import { cleanAmount } from "./clean-amount";

describe("cleanAmount", () => {
  it.each([
    ["1250.5", "1250.5"],
    ["1,250.5", "1250.5"],
    ["1.250,5", "1250.5"],
    ["1 250,5", "1250.5"],
    ["1\u00a0250.50 credits", "1250.50"],
    ["$1,250.50", "1250.50"],
    ["USD 12", "12"],
    ["1,250", "1250"],
    ["1,250,000", "1250000"],
    ["1.250.000", "1250000"],
    ["12,34,567.8", "1234567.8"],
    ["12,5", "12.5"],
    ["1.250", "1.250"],
    [".5", "0.5"],
    ["\u22123", "-3"],
    ["  7 ", "7"],
    ["1'000", "1000"],
  ])("reads %j as %j", (typed, plain) => {
    expect(cleanAmount(typed)).toBe(plain);
  });

  it.each([
    "",
    "abc",
    "1e9",
    "12-3",
    ".",
    "1;2",
    "1,0.5",
    "1,0.5x",
    "1.2.3",
    "1,2,3",
    "1.000,000.5",
  ])("leaves %j to the schema", (typed) => {
    expect(cleanAmount(typed)).toBe(typed);
  });
});
