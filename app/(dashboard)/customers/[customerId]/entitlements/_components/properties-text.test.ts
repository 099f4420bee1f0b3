import { describe, expect, it } from "vitest";
import { propertiesOf } from "./properties-text";

describe("propertiesOf", () => {
  it.each([
    ["", {}],
    ["model=large", { model: "large" }],
    [" model = large , region=eu, ", { model: "large", region: "eu" }],
    ["query=a=b", { query: "a=b" }],
    ["region=", { region: "" }],
  ])("reads %j", (text, expected) => {
    expect(propertiesOf(text)).toEqual(expected);
  });

  it.each(["model", "=large", "model=large, region"])("does not read %j", (text) => {
    expect(propertiesOf(text)).toBeUndefined();
  });
});
