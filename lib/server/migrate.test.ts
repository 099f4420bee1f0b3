import { describe, expect, it } from "vitest";
import { faultOf } from "./migrate";

const OURS = [
  { name: "1_tables", checksum: "a" },
  { name: "2_ledger", checksum: "b" },
];
const applied = (name: string, checksum: string) => ({ name, checksum });

describe("faultOf", () => {
  it("finds none in an empty database, an older one and an equal one", () => {
    expect(faultOf(OURS, [])).toBeUndefined();
    expect(faultOf(OURS, [applied("1_tables", "a")])).toBeUndefined();
    expect(faultOf(OURS, [applied("1_tables", "a"), applied("2_ledger", "b")])).toBeUndefined();
  });

  it("refuses a database that is ahead of the code, naming what it has", () => {
    expect(faultOf(OURS, [applied("1_tables", "a"), applied("3_next", "c")])).toMatch(
      /newer than this version of Florin: it has 3_next/,
    );
  });

  it("refuses a migration that was edited after it was applied", () => {
    expect(faultOf(OURS, [applied("1_tables", "other")])).toMatch(/1_tables was edited/);
  });
});
