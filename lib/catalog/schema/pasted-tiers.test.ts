import { describe, expect, it } from "vitest";
import { pastedTiers } from "./pasted-tiers";

describe("pastedTiers", () => {
  it("reads two columns of a spreadsheet, headings and all", () => {
    expect(pastedTiers("Credits\tPrice\n2,000\t$149.00\n3,000\t $199 \n")).toEqual([
      { credits: "2000", price: "149.00" },
      { credits: "3000", price: "199" },
    ]);
  });

  it("reads commas, quotes and semicolons of a file", () => {
    expect(pastedTiers('2000,149\r\n"50,000","1,064.50"')).toEqual([
      { credits: "2000", price: "149" },
      { credits: "50000", price: "1064.50" },
    ]);
    expect(pastedTiers("2000;149")).toEqual([{ credits: "2000", price: "149" }]);
  });

  it("takes no single figure, sentence or endless list for a table", () => {
    expect(pastedTiers("2000")).toBeUndefined();
    expect(pastedTiers("some words, no figures")).toBeUndefined();
    expect(pastedTiers("")).toBeUndefined();
    expect(pastedTiers(Array.from({ length: 101 }, () => "1\t2").join("\n"))).toBeUndefined();
  });
});
