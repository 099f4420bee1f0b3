import { describe, expect, it } from "vitest";
import { gatherSaves, type Save } from "./gather-saves";

const save = (minute: number, over: Partial<Save> = {}): Save => ({
  at: new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString(),
  ...{ actor: "Maya", action: "draft_updated", before: minute - 1, after: minute, ...over },
});
const told = (acts: readonly Save[]) =>
  gatherSaves(acts, ({ action }) => action === "draft_updated").map(({ before, after, times }) => [
    before,
    after,
    times,
  ]);

describe("gatherSaves", () => {
  it("makes one of what somebody saved without a pause", () => {
    expect(told([save(30), save(20), save(8)])).toEqual([[7, 30, 3]]);
  });

  it("begins anew after a pause, with another person and with another act", () => {
    expect(told([save(30), save(14)])).toHaveLength(2);
    expect(told([save(30), save(29, { actor: "Ben" }), save(28)])).toHaveLength(3);
    const published = { action: "published" };
    expect(told([save(3, published), save(2, published)])).toHaveLength(2);
    expect(told([save(3), save(2, published), save(1)])).toHaveLength(3);
  });
});
