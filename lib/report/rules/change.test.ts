import { describe, expect, it } from "vitest";
import { nanocredits } from "@/lib/money/credits";
import { changeOf } from "./change";

const change = (now: bigint, before: bigint) => {
  const { credits, share } = changeOf(nanocredits(now), nanocredits(before));
  return [credits, share];
};

describe("changeOf", () => {
  it.each([
    ["more", 150n, 100n, [50n, 500_000_000n]],
    ["less, to nothing", 0n, 100n, [-100n, -1_000_000_000n]],
    ["the same", 7n, 7n, [0n, 0n]],
    ["from nothing there is no share", 9n, 0n, [9n, null]],
    ["nor from what was given back", 9n, -3n, [12n, null]],
  ] as const)("%s", (_, now, before, expected) => {
    expect(change(now, before)).toEqual(expected);
  });
});
