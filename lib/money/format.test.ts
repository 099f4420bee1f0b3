import { expect, test } from "vitest";
import { creditWords, formatShare, rateWords } from "./format";

test.each([
  ["1", undefined, "1 credit"],
  ["1.000000000", undefined, "1 credit"],
  ["-1", undefined, "\u22121 credit"],
  ["0", undefined, "0 credits"],
  ["1250.5", undefined, "1,250.5 credits"],
  ["10", "credits", "10 credits"],
  ["1", "tokens", "1 tokens"],
])("%s of %s is %s", (amount, unit, words) => {
  expect(creditWords(amount, unit)).toBe(words);
});

test.each([
  ["5 credits", "export", "5 credits per export"],
  ["0.25 credits", "thousand tokens", "0.25 credits per thousand tokens"],
  ["$1.50", "", "$1.50 each"],
])("%s for a unit called “%s”", (price, unitSingular, words) => {
  expect(rateWords(price, unitSingular)).toBe(words);
});

test.each([
  ["0.255", "25.5%"],
  ["-0.0667", "\u22126.7%"],
])("the share %s is %s", (share, words) => {
  expect(formatShare(share)).toBe(words);
});
