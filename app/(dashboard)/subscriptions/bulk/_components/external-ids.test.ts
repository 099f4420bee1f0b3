import { describe, expect, it } from "vitest";
import { externalIdsOf } from "./external-ids";

describe("external ids as they are pasted", () => {
  it("are one a line, each named once, in their order", () => {
    expect(externalIdsOf("acme\n\n  bolt \r\nacme\ncove")).toEqual(["acme", "bolt", "cove"]);
  });

  it("are the first column of a file, without its header", () => {
    expect(externalIdsOf('external_id,name\n"acme, inc",Acme\nbolt;Bolt')).toEqual([
      "acme, inc",
      "bolt",
    ]);
  });

  it("keep a quote that is doubled, and are none in an empty text", () => {
    expect(externalIdsOf('"a ""b""",x')).toEqual(['a "b"']);
    expect(externalIdsOf(" \n")).toEqual([]);
  });
});
